using System.CommandLine;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Commands;

/// <summary>How topics and groups are printed.</summary>
internal static class OutputOption
{
    public static Option<OutputKind> Create() => new("--output")
    {
        Description = "table, or json (one object a line).",
        DefaultValueFactory = _ => OutputKind.Table,
    };
}
