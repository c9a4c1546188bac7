namespace SchemaRegistry.Kafka.Groups;

/// <summary>Offsets to commit, each partition once, and who commits them.</summary>
internal sealed record CommitWish(
    MemberClaim Claim, IReadOnlyCollection<KeyValuePair<TopicPartition, CommittedOffset>> Offsets);
