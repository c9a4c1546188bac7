namespace SchemaRegistry.Storage.Model;

/// <summary>
/// One step of the registry's history, which is the truth: all state follows from it. Rows are added, never changed.
/// </summary>
public sealed class ChangeRow
{
    /// <summary>Dense, from 1.</summary>
    public long Sequence { get; set; }

    public int Kind { get; set; }

    public string Context { get; set; } = "";

    public string Subject { get; set; } = "";

    public int Version { get; set; }

    public int SchemaId { get; set; }

    public long ContentId { get; set; }

    public string? Body { get; set; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long Timestamp { get; set; }
}
