namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// One reason why a datum is refused. <paramref name="InstancePath"/> is a JSON pointer into the datum (empty at its
/// root), <paramref name="SchemaPath"/> the keyword's place as <c>document#pointer</c>, the document empty for the
/// schema itself; it is null where no schema is to blame (the text is no JSON, or a bound was reached).
/// </summary>
public sealed record JsonDataError(string Message, string InstancePath, string? SchemaPath)
{
    public override string ToString() =>
        $"{Message} at '{InstancePath}'" + (SchemaPath is null ? "" : $" (schema {SchemaPath})");
}
