namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// What stands from <paramref name="Start"/> to before <paramref name="End"/>, in bytes of the text as it was, becomes
/// <paramref name="Text"/>.
/// </summary>
internal readonly record struct TextChange(int Start, int End, string Text);
