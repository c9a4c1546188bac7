using System.CommandLine;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics …</c>: the topics of a Kafka.</summary>
internal static class TopicsCommand
{
    public static Command Create() => new("topics", "List, create, describe, change and delete the topics of a Kafka.")
    {
        TopicsListCommand.Create(),
        TopicsDescribeCommand.Create(),
        TopicsCreateCommand.Create(),
        TopicsPartitionsCommand.Create(),
        TopicsConfigCommand.Create(),
        TopicsDeleteCommand.Create(),
    };
}
