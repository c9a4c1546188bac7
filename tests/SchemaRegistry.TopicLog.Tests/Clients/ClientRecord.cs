namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>What a client writes and reads. A header is its name and its value.</summary>
internal sealed record ClientRecord(string? Key, string? Value, string?[][] Headers)
{
    /// <summary>Comparable, as arrays are not.</summary>
    public override string ToString() =>
        $"{Key ?? "(null)"}={Value ?? "(null)"} {string.Join(' ', Headers.Select(header => string.Join(':', header)))}";
}
