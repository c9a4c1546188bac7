using System.CommandLine;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics create NAME</c>.</summary>
internal static class TopicsCreateCommand
{
    /// <summary>The broker chooses.</summary>
    private const int BrokerDefault = -1;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The topic." };
        var partitions = new Option<int?>("--partitions") { Description = "How many partitions. [default: the broker's]" };
        var replicas = new Option<short?>("--replication-factor")
        {
            Description = "How many brokers keep each record. [default: the broker's]",
        };
        var config = new Option<string[]>("--config") { Description = "A setting of the topic, NAME=VALUE; may be repeated." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("create", "Create a topic.") { name, partitions, replicas, config, output, bootstrap };
        command.SetAction(async (result, cancellationToken) =>
        {
            var topic = new TopicSpecification
            {
                Name = result.GetValue(name),
                NumPartitions = Positive("--partitions", result.GetValue(partitions)) ?? BrokerDefault,
                ReplicationFactor =
                    (short)(Positive("--replication-factor", result.GetValue(replicas)) ?? BrokerDefault),
                Configs = SettingChange.ParseInitial(result.GetValue(config) ?? []),
            };
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            await new TopicAdmin(admin).CreateAsync(topic, cancellationToken);
            var created = new RowSet("topics", new("topic"), new("created"));
            created.Add(topic.Name, true);
            ReportOutput.Create(result.GetValue(output)).WriteRows(created);
            return 0;
        });
        return command;
    }

    private static int? Positive(string option, int? count) => count is <= 0
        ? throw new CommandException($"{option} is {count}; it must be 1 or more.", CommandException.CanNotTell)
        : count;
}
