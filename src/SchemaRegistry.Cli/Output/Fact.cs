namespace SchemaRegistry.Cli.Output;

/// <summary>Something that is told once about a thing, before its tables. The value is as a cell of a row.</summary>
internal sealed record Fact(string Name, object? Value);
