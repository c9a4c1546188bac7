using System.CommandLine;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics describe NAME</c>: partitions with their offsets, and settings.</summary>
internal static class TopicsDescribeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The topic." };
        var allConfigs = new Option<bool>("--all-configs") { Description = "Also the settings that have their defaults." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("describe", "Show a topic's partitions, their offsets, and its settings.")
        {
            name, allConfigs, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var topics = new TopicAdmin(admin);
            var topic = await topics.DescribeAsync(result.GetValue(name)!, cancellationToken);
            List<Fact> facts = [new("topic", topic.Name), new("internal", topic.IsInternal)];
            List<RowSet> parts = [await ReadPartitionsAsync(admin, topic, cancellationToken)];
            var (settings, problem) = await TryReadSettingsAsync(topics, topic.Name, cancellationToken);
            var shown = settings?.Where(setting => !setting.IsDefault || result.GetValue(allConfigs));
            if (shown is null)
                facts.AddRange([new("settings", null), new("settingsProblem", problem)]);
            else
                parts.Add(TopicRows.Settings(shown));
            ReportOutput.Create(result.GetValue(output)).WriteThing(facts, parts);
            return 0;
        });
        return command;
    }

    private static async Task<RowSet> ReadPartitionsAsync(
        KafkaAdmin admin, TopicDescription topic, CancellationToken cancellationToken)
    {
        var partitions = topic.Partitions.ConvertAll(
            partition => new TopicPartition(topic.Name, partition.Partition));
        var first = await OffsetLookup.FindAsync(admin, partitions, OffsetSpec.Earliest(), cancellationToken);
        var end = await OffsetLookup.FindAsync(admin, partitions, OffsetSpec.Latest(), cancellationToken);
        return TopicRows.Partitions(topic, first, end);
    }

    /// <summary>A Kafka that tells no settings, or not to this user, still tells the rest.</summary>
    private static async Task<(IReadOnlyList<ConfigEntryResult>? Settings, string? Problem)> TryReadSettingsAsync(
        TopicAdmin topics, string topic, CancellationToken cancellationToken)
    {
        try
        {
            return (await topics.ReadSettingsAsync(topic, cancellationToken), null);
        }
        catch (CommandException e)
        {
            return (null, e.Message);
        }
    }
}
