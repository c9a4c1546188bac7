namespace SchemaRegistry.Cli.Output;

/// <summary>
/// A column of a table and a field of JSON, under the same name. What has no value is null in JSON and
/// <see cref="WhenMissing"/> in a table.
/// </summary>
internal sealed record Column(string Name, string WhenMissing = "-");
