namespace SchemaRegistry.Kafka.Log;

/// <summary>The outcome of an append.</summary>
public readonly record struct LogAppend
{
    public ErrorCode Error { get; init; }

    /// <summary>A sentence for the producer when there is an error and something to add to its code.</summary>
    public string? Reason { get; init; }

    /// <summary>The offset of the first record; of the earlier append when the batch was a repeated one.</summary>
    public long BaseOffset { get; init; }

    /// <summary>The time that the log gave to the records (ms since 1970); -1 when the producer's times were kept.</summary>
    public long AppendTimeMs { get; init; }

    /// <summary>Completes when the batch survives a power cut; faults with an IOException when it never will.</summary>
    public Task Durable { get; init; }
}
