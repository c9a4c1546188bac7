namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// A proposal that would take an incompatibility away. <paramref name="Suggestion"/> is one sentence that tells a
/// person what to do and names the thing: <c>Give the field 'station' a default, such as "".</c>
/// <paramref name="Text"/> is the whole schema with the edit done.
/// </summary>
public sealed record SchemaEdit(string Suggestion, string Text);
