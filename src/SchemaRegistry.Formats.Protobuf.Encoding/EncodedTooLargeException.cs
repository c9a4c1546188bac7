namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The output would pass <see cref="ProtobufDataLimits.MaxBinaryBytes"/>; caught where the encoding began.
/// </summary>
internal sealed class EncodedTooLargeException()
    : Exception($"the encoded message is larger than {ProtobufDataLimits.MaxBinaryBytes} bytes");
