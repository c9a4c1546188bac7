namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// How lengths and counts are written: with a fixed width and −1 for null, or as an unsigned varint of n + 1 and 0
/// for null (flexible versions, KIP-482).
/// </summary>
public enum LengthForm
{
    Fixed,
    Compact,
}
