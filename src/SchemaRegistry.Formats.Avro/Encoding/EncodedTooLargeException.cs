namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>The output would pass <see cref="AvroLimits.MaxEncodedBytes"/>; caught where the encoding began.</summary>
internal sealed class EncodedTooLargeException()
    : Exception($"the encoded value is larger than {AvroLimits.MaxEncodedBytes} bytes");
