namespace SchemaRegistry.Formats.Protobuf.Encoding;

internal enum FieldShape : byte
{
    Singular,
    Repeated,
    Map,
}
