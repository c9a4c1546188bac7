namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>What happens to a JSON member that the record has no field for.</summary>
public enum UnknownMembers
{
    Refuse,
    Ignore,
}
