namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>How a field takes part in the sort order of its record.</summary>
public enum FieldOrder
{
    Ascending,
    Descending,
    Ignore,
}
