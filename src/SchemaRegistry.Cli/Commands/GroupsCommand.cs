using System.CommandLine;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>groups …</c>: the consumer groups of a Kafka.</summary>
internal static class GroupsCommand
{
    public static Command Create() => new("groups", "List, describe, move and delete the consumer groups of a Kafka.")
    {
        GroupsListCommand.Create(),
        GroupsDescribeCommand.Create(),
        GroupsResetCommand.Create(),
        GroupsDeleteCommand.Create(),
    };
}
