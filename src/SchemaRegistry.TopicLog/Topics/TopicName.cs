using System.Buffers;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>Which names a topic may have: Kafka's rule.</summary>
public static class TopicName
{
    private static readonly SearchValues<char> Legal =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= LogLimits.MaxTopicNameLength
        && name is not ("." or "..")
        && name.AsSpan().IndexOfAnyExcept(Legal) < 0;

    /// <summary>Names that differ only in '.' and '_' collide, since metrics can not tell them apart.</summary>
    public static bool Collide(string one, string other) => Canonical(one) == Canonical(other);

    private static string Canonical(string name) => name.Replace('.', '_');
}
