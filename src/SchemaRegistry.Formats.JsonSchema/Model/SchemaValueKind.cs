namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>The kinds of JSON values.</summary>
public enum SchemaValueKind
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}
