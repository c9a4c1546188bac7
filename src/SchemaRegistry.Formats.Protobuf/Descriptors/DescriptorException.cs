namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>A descriptor says what no text can say. Never leaves this namespace.</summary>
internal sealed class DescriptorException(string message) : Exception(message);
