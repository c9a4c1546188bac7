namespace SchemaRegistry.Kafka.Codegen.Parsing;

/// <summary>
/// A line of the schema text that cannot be read; the message names file, line and what was expected.
/// </summary>
public sealed class SchemaTextException(string file, int line, string problem)
    : Exception($"{file}({line}): {problem}");
