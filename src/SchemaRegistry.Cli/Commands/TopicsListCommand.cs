using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics list</c>.</summary>
internal static class TopicsListCommand
{
    public static Command Create()
    {
        var withInternal = new Option<bool>("--internal") { Description = "Also the topics that Kafka keeps for itself." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("list", "List the topics.") { withInternal, output, bootstrap };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var topics = await new TopicAdmin(admin).ListAsync(cancellationToken);
            var shown = topics.Where(topic => !topic.IsInternal || result.GetValue(withInternal));
            ReportOutput.Create(result.GetValue(output)).WriteRows(TopicRows.Topics(shown));
            return 0;
        });
        return command;
    }
}
