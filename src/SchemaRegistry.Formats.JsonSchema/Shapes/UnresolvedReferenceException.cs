namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>A reference leads nowhere. Never leaves the compatibility check.</summary>
internal sealed class UnresolvedReferenceException(string reference)
    : Exception($"The reference '{reference}' leads to no schema.");
