using SchemaRegistry.Kafka.Groups;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What the handlers of the group APIs share.</summary>
internal static class GroupAnswers
{
    /// <summary>
    /// The answer of a group, or <paramref name="missing"/> where there was nobody to ask. When the connection ends
    /// meanwhile it is no longer waited for: a member that waits for others must not hold up a server that stops.
    /// </summary>
    public static Task<T> OrAsync<T>(this Task<T>? asked, T missing, RequestContext request) =>
        asked is null ? Task.FromResult(missing) : asked.WaitAsync(request.Ending);

    /// <summary>Whether the name may be that of a group with members.</summary>
    public static bool IsName(string groupId) => groupId.Length > 0;

    /// <summary>The address of a member as Kafka shows it.</summary>
    public static string HostOf(ConnectionFacts connection) => $"/{connection.Remote?.Address}";

    public static string NameOf(GroupState state) => state.ToString();
}
