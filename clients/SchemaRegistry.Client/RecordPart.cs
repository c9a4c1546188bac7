namespace SchemaRegistry.Client;

/// <summary>The two parts of a record that can carry a payload with a schema.</summary>
public enum RecordPart
{
    /// <summary>The record's key.</summary>
    Key,

    /// <summary>The record's value.</summary>
    Value,
}
