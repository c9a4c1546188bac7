using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics partitions NAME --count N</c>.</summary>
internal static class TopicsPartitionsCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The topic." };
        var count = new Option<int>("--count") { Description = "How many partitions it shall have.", Required = true };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command(
            "partitions", "Give a topic more partitions. Keys of records may go to others from then on.")
        {
            name, count, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var topic = result.GetValue(name)!;
            var wanted = result.GetValue(count);
            if (wanted <= 0)
                throw new CommandException($"--count is {wanted}; it must be 1 or more.", CommandException.CanNotTell);
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            await new TopicAdmin(admin).GrowAsync(topic, wanted, cancellationToken);
            var rows = new RowSet("topics", new("topic"), new("partitions"));
            rows.Add(topic, wanted);
            ReportOutput.Create(result.GetValue(output)).WriteRows(rows);
            return 0;
        });
        return command;
    }
}
