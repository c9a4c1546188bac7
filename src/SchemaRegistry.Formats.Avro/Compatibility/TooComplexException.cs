namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>The comparison went beyond its budget. Never leaves this folder.</summary>
internal sealed class TooComplexException : Exception;
