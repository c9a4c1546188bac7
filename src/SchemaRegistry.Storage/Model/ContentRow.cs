namespace SchemaRegistry.Storage.Model;

/// <summary>A schema's text with what else is part of its identity. Rows are added, never changed.</summary>
public sealed class ContentRow
{
    public long Id { get; set; }

    /// <summary>The 16 bytes of the GUID in the order of its text.</summary>
    public byte[] Identity { get; set; } = [];

    /// <summary>The API's name of the language.</summary>
    public string Type { get; set; } = "";

    public string Text { get; set; } = "";

    /// <summary>References, metadata and rules as JSON, or null when there are none.</summary>
    public string? Extras { get; set; }

    public long EquivalenceKey { get; set; }
}
