namespace SchemaRegistry.Formats.Tags;

/// <summary>The tags of one entity, each once, in the order of the text.</summary>
public sealed record SchemaTags(SchemaEntity Entity, IReadOnlyList<string> Tags);
