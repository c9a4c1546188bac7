namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>A state of an <see cref="EncodeBuffer"/> to go back to.</summary>
internal readonly record struct EncodeMark(int Length, int LengthCount, int AddedBytes);
