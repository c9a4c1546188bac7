using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Compatibility;

/// <summary>One of two compared schemas, with what it was read from.</summary>
/// <param name="Schema">The schema as it was read from the text.</param>
/// <param name="Text">The text that was submitted or stored; lines and columns are told of it.</param>
/// <param name="References">What the text may refer to.</param>
public sealed record ComparedSide(ParsedSchema Schema, string Text, ReferenceSet References);
