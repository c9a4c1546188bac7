using SchemaRegistry.Kafka.Groups;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What the handlers of the group APIs share.</summary>
internal static class GroupAnswers
{
    /// <summary>
    /// The answer of a group, or <paramref name="missing"/> where there was nobody to ask. When the connection ends
    /// meanwhile it is no longer waited for, and nothing is answered: only for what the reader of requests waits for.
    /// </summary>
    public static Task<T> OrAsync<T>(this Task<T>? asked, T missing, RequestContext request) =>
        asked is null ? Task.FromResult(missing) : asked.WaitAsync(request.Ending);

    /// <summary>
    /// The same for members that wait for others, which must not hold up a server that stops: they are answered
    /// <paramref name="ending"/> then, and the answers behind theirs still go out.
    /// </summary>
    public static async Task<T> OrAsync<T>(this Task<T>? asked, T missing, T ending, RequestContext request)
    {
        try
        {
            return await asked.OrAsync(missing, request);
        }
        catch (OperationCanceledException) when (request.Ending.IsCancellationRequested)
        {
            return ending;
        }
    }

    /// <summary>Whether a group of members may have the name, and can be asked now.</summary>
    public static ErrorCode Check(GroupCoordinator groups, string groupId) =>
        IsName(groupId) ? groups.Availability : ErrorCode.InvalidGroupId;

    /// <summary>Whether the name may be that of a group with members.</summary>
    public static bool IsName(string groupId) => groupId.Length > 0;

    /// <summary>The address of a member as Kafka shows it.</summary>
    public static string HostOf(ConnectionFacts connection) => $"/{connection.Remote?.Address}";

    public static string NameOf(GroupState state) => state.ToString();
}
