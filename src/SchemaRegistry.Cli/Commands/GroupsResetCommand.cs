using System.CommandLine;
using Confluent.Kafka;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Groups;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>groups reset GROUP --topic T[:PARTITION]</c>: moves committed offsets.</summary>
internal static class GroupsResetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("GROUP") { Description = "The consumer group; it must not have members." };
        var topic = new Option<string>("--topic") { Description = "TOPIC, or TOPIC:PARTITION.", Required = true };
        var to = new Option<string?>("--to")
        {
            Description = "beginning, end, an offset, or a time such as 2026-01-31T12:00:00Z: the first record of then or later. "
                + "An offset that the log does not have becomes its first or its end.",
        };
        var shift = new Option<long?>("--shift") { Description = "So many offsets forward, or back when negative." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell where it would lead and change nothing." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("reset", "Move the committed offsets of a group that has no members.")
        {
            name, topic, to, shift, dryRun, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var target = ResetTarget.Parse(result.GetValue(to), result.GetValue(shift));
            var scope = ResetScope.Parse(result.GetValue(topic)!);
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var group = result.GetValue(name)!;
            var moves = await PlanAsync(admin, group, scope, target, cancellationToken);
            if (!result.GetValue(dryRun))
            {
                var offsets = moves.Select(move => new TopicPartitionOffset(move.Partition, move.After));
                await new GroupAdmin(admin).CommitAsync(group, offsets, cancellationToken);
            }

            ReportOutput.Create(result.GetValue(output)).WriteRows(Rows(moves, isApplied: !result.GetValue(dryRun)));
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<OffsetMove>> PlanAsync(
        KafkaAdmin admin, string group, ResetScope scope, ResetTarget target, CancellationToken cancellationToken)
    {
        var groups = new GroupAdmin(admin);

        // The broker refuses too, but not before a dry run has promised what can not be done.
        if (await groups.FindAsync(group, cancellationToken) is { Members: { Count: > 0 } members })
        {
            var clients = string.Join(", ", members.Select(member => member.ClientId).Distinct());
            throw new CommandException($"Group {group} has members ({clients}); stop them first.");
        }

        var partitions = await scope.FindAsync(new TopicAdmin(admin), cancellationToken);
        var committed = await groups.ReadCommittedAsync(group, cancellationToken);
        return await OffsetReset.PlanAsync(admin, partitions, committed, target, cancellationToken);
    }

    private static RowSet Rows(IReadOnlyList<OffsetMove> moves, bool isApplied)
    {
        var rows = new RowSet(
            "moves", new("topic"), new("partition"), new("before", "nothing"), new("after"), new("applied"));
        foreach (var move in moves.OrderBy(move => move.Partition))
            rows.Add(move.Partition.Topic, move.Partition.Partition.Value, move.Before, move.After, isApplied);
        return rows;
    }
}
