namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Why a message could not be encoded or decoded. <paramref name="Path"/> leads to the value from <c>$</c>, with the
/// names that the JSON text has; <paramref name="Offset"/> counts from 0 in the input that was read (binary data or
/// JSON text) and is null where there is none.
/// </summary>
public sealed record ProtobufDataProblem(string Message, string Path, long? Offset = null)
{
    public override string ToString() =>
        Offset is null ? $"{Path}: {Message}" : $"{Path}: {Message} (byte {Offset})";
}
