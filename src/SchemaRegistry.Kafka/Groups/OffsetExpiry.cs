namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Which offsets a group need not keep (<c>offsets.retention.minutes</c>, KIP-211): those that an old client gave an
/// expiry to when that is over; all of a group whose last member left so long ago; of a group of consumers that is
/// stable, those of topics that nobody reads any more; of a group that never had members, those that were not committed
/// for so long. A commit always counts as use, also one that is on its way to the disk. Pure.
/// </summary>
internal static class OffsetExpiry
{
    public static IReadOnlyList<TopicPartition> Find(Group group, DateTimeOffset now, TimeSpan retention)
    {
        var subscribed = group.State == GroupState.Stable ? group.SubscribedTopics() : null;
        DateTimeOffset? emptySince =
            group.State == GroupState.Empty ? group.StateSince ?? DateTimeOffset.MinValue : null;
        var expired = new List<TopicPartition>();
        foreach (var (partition, offset) in group.Offsets.Committed)
        {
            if (group.Offsets.IsUnderway(partition))
                continue;
            var isUnused = emptySince is not null || subscribed?.Contains(partition.Topic) is false;
            var usedAt = emptySince > offset.CommittedAt ? emptySince.Value : offset.CommittedAt;
            if (offset.ExpiresAt is { } end ? end <= now && isUnused : isUnused && now - usedAt >= retention)
                expired.Add(partition);
        }

        return expired;
    }
}
