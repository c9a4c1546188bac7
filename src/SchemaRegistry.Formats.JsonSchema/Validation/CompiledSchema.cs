namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>What a compilation made of a schema.</summary>
internal sealed record CompiledSchema(SchemaNode Root, bool UsesDynamicScope);
