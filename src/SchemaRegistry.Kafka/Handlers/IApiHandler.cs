namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Executes the requests of one API key. One instance serves all connections.</summary>
internal interface IApiHandler
{
    ApiKey Key { get; }

    /// <summary>The name of the API in metrics.</summary>
    string Name { get; }

    /// <summary>The lowest version that ApiVersions names; may be below what is served (Produce).</summary>
    short AdvertisedMinVersion { get; }

    short MinVersion { get; }

    short MaxVersion { get; }

    short FirstFlexibleVersion { get; }

    /// <summary>
    /// Decodes and executes a request. What has to happen in order of arrival has happened when the task completes,
    /// and slices of the body are no longer used then; the answer may still be waiting. Null is no answer at all
    /// (acks=0).
    /// </summary>
    /// <exception cref="Wire.WireFormatException">The body is none of this version.</exception>
    ValueTask<PendingResponse?> StartAsync(
        RequestContext request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
