namespace SchemaRegistry.Formats.Avro.Model;

public enum RecordRole
{
    Record,
    Error,
}
