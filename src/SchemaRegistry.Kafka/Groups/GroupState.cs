namespace SchemaRegistry.Kafka.Groups;

/// <summary>Where a group stands; the names are those that DescribeGroups answers.</summary>
internal enum GroupState
{
    /// <summary>No members; there may be committed offsets.</summary>
    Empty,

    /// <summary>Members are asked to join again; those that have joined wait.</summary>
    PreparingRebalance,

    /// <summary>All have joined; the leader's assignments are awaited.</summary>
    CompletingRebalance,

    /// <summary>Every member has, or can have, its assignment.</summary>
    Stable,

    /// <summary>Not there, or going.</summary>
    Dead,
}
