namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>One of the two schemas that are compared.</summary>
internal enum PairSide
{
    Reader,
    Writer,
}
