namespace SchemaRegistry.Formats;

/// <summary>
/// One reason why a schema text is refused. <paramref name="Path"/> is a JSON pointer into the schema (empty at the
/// root); <paramref name="Line"/> and <paramref name="Column"/> count from 1 in the submitted text and are null where
/// there is no place.
/// </summary>
public sealed record SchemaProblem(string Message, string Path, int? Line = null, int? Column = null)
{
    public override string ToString()
    {
        var place = Line is null ? "" : $" (line {Line}, column {Column})";
        return Path.Length == 0 ? $"{Message}{place}" : $"{Message} at '{Path}'{place}";
    }
}
