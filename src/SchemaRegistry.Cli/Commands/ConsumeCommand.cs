using System.CommandLine;
using SchemaRegistry.Cli.Consume;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>consume TOPIC</c>.</summary>
internal static class ConsumeCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC") { Description = "The topic." };
        var output = new Option<OutputKind>("--output")
        {
            Description = "json (one value a line) or table.",
            DefaultValueFactory = _ => OutputKind.Json,
        };
        var envelope = new Option<bool>("--envelope") { Description = "Add key, partition, offset, timestamp, headers and schema id." };
        var from = new Option<string>("--from")
        {
            Description = "beginning, end, an offset, or a time such as 2026-01-31T12:00:00Z; with --group only where it has committed nothing.",
            DefaultValueFactory = _ => "beginning",
        };
        var partition = new Option<int?>("--partition") { Description = "Only this partition. [default: all]" };
        var group = new Option<string?>("--group")
        {
            Description = "Join this consumer group: go on behind what it committed, and commit what was printed. "
                + "At least once: after a failure records may be printed again, and none is left out.",
        };
        var count = new Option<long?>("--count") { Description = "Stop after so many records." };
        var exitAtEnd = new Option<bool>("--exit-at-end") { Description = "Stop when all records were read." };
        var follow = new Option<bool>("--follow") { Description = "Wait for more records until Ctrl+C; this is the default." };
        var registry = Connections.Registry();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("consume", "Print the decoded records of a topic.")
        {
            topic, output, envelope, from, partition, group, count, exitAtEnd, follow, registry, bootstrap,
        };
        command.SetAction((result, cancellationToken) => ConsumeRun.RunAsync(
            new ConsumeOptions(result.GetValue(topic)!, result.GetValue(registry)!, result.GetValue(bootstrap)!)
            {
                Output = result.GetValue(output),
                HasEnvelope = result.GetValue(envelope),
                From = StartPosition.Parse(result.GetValue(from)!, "--from"),
                Partition = result.GetValue(partition),
                Group = result.GetValue(group),
                Count = result.GetValue(count),
                ExitsAtEnd = result.GetValue(exitAtEnd) && !result.GetValue(follow),
            },
            cancellationToken));
        return command;
    }
}
