using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats;

/// <summary>One schema language: how its texts are read, and which schemas read each other's data.</summary>
public sealed record SchemaLanguage(ISchemaFormat Format, ICompatibilityRules Rules);
