namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>The low three bits of a tag: how long the value is.</summary>
internal enum WireKind : byte
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
