namespace SchemaRegistry.Cli.Output;

/// <summary>How results are printed.</summary>
internal enum OutputKind
{
    Json,
    Table,
}
