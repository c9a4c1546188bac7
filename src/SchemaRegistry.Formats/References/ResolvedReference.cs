namespace SchemaRegistry.Formats.References;

/// <summary>The text behind one reference name.</summary>
public sealed record ResolvedReference(string Name, string Text);
