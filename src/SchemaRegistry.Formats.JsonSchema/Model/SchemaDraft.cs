namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>
/// The drafts of JSON Schema that are understood, oldest first: comparisons of the values mean "since".
/// </summary>
public enum SchemaDraft
{
    Draft4,
    Draft6,
    Draft7,
    Draft201909,
    Draft202012,
}
