namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>A schema, and the resource that its references are relative to.</summary>
public readonly record struct SchemaPlace(SchemaValue Value, SchemaResource Resource)
{
    public Dialect Dialect => Resource.Dialect;

    /// <summary>The place of a value directly below this one: an identifier there begins another resource.</summary>
    public SchemaPlace Child(SchemaValue child) => Resource.Document.PlaceOf(child, Resource);
}
