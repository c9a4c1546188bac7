namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A registered version that a candidate is compared with.</summary>
public sealed record EarlierVersion(int Version, ParsedSchema Schema);
