using Confluent.Kafka;

namespace SchemaRegistry.Cli.Admin;

/// <summary>What a Kafka's refusals mean for the person who asked, in one place.</summary>
internal static class AdminErrors
{
    private const string BrokerPrefix = "Broker: ";

    public static CommandException OfTopic(string topic, Error error) => error.Code switch
    {
        ErrorCode.UnknownTopicOrPart => new CommandException($"There is no topic {topic}."),
        _ => new CommandException(Named("Topic", topic, ReasonOf(error)), ExitCodeOf(error.Code)),
    };

    public static CommandException OfGroup(string group, Error error) => error.Code switch
    {
        ErrorCode.GroupIdNotFound => new CommandException($"There is no group {group}."),
        ErrorCode.NonEmptyGroup or ErrorCode.UnknownMemberId =>
            new CommandException($"Group {group} has members; stop them first."),
        _ => new CommandException(Named("Group", group, ReasonOf(error)), ExitCodeOf(error.Code)),
    };

    /// <summary>The client gave up waiting.</summary>
    public static bool IsSilence(ErrorCode code) => code is ErrorCode.Local_Transport or ErrorCode.Local_TimedOut
        or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve or ErrorCode.Local_WaitCoord;

    public static string ReasonOf(Error error) => error.Reason.StartsWith(BrokerPrefix, StringComparison.Ordinal)
        ? error.Reason[BrokerPrefix.Length..]
        : error.Reason;

    /// <summary>A broker that is busy, starting or gone has not said no.</summary>
    public static int ExitCodeOf(ErrorCode code) => IsSilence(code) || code is ErrorCode.RequestTimedOut
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.GroupLoadInProgress
        or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup or ErrorCode.NotController
            ? CommandException.CanNotTell
            : CommandException.Negative;

    /// <summary>Some brokers name the thing in their reasons, others have one text for all.</summary>
    private static string Named(string kind, string name, string reason) =>
        reason.Contains(name, StringComparison.Ordinal) ? reason : $"{kind} {name}: {reason}";
}
