using System.CommandLine;
using SchemaRegistry.Cli.Demo;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Start a server in a temporary folder and show what it does, with real Kafka clients.");
        command.SetAction((_, cancellationToken) => DemoRun.RunAsync(cancellationToken));
        return command;
    }
}
