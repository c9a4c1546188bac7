using System.CommandLine;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Groups;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>groups describe GROUP</c>: members, and how far the group is behind.</summary>
internal static class GroupsDescribeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("GROUP") { Description = "The consumer group." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("describe", "Show a group's members, its committed offsets, and how far it is behind.")
        {
            name, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var groups = new GroupAdmin(admin);
            var group = await groups.FindAsync(result.GetValue(name)!, cancellationToken)
                ?? throw new CommandException($"There is no group {result.GetValue(name)}.");
            var committed = await groups.ReadCommittedAsync(group.GroupId, cancellationToken);
            var read = committed.Keys
                .Union(group.Members.SelectMany(member => member.Assignment.TopicPartitions))
                .ToHashSet();
            read.UnionWith(await new TopicAdmin(admin).FindPartitionsAsync(
                [.. read.Select(partition => partition.Topic).Distinct()], cancellationToken));
            var end = await OffsetLookup.FindAsync(admin, read, OffsetSpec.Latest(), cancellationToken);
            ReportOutput.Create(result.GetValue(output)).WriteThing(
                GroupRows.Facts(group),
                [GroupRows.Members(group), GroupRows.Partitions(group, read, committed, end)]);
            return 0;
        });
        return command;
    }
}
