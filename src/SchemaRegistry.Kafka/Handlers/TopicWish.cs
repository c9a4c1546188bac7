using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>The shape that a CreateTopics entry asks for, checked against what one node can do.</summary>
internal static class TopicWish
{
    /// <summary>The number of partitions, or why there is none.</summary>
    public static AdminRefusal? CountPartitions(CreatableTopic wanted, int defaultPartitions, out int count)
    {
        count = wanted.Assignments.Length > 0 ? wanted.Assignments.Length
            : wanted.NumPartitions == -1 ? defaultPartitions : wanted.NumPartitions;
        if (wanted.Assignments.Length > 0)
            return CheckAssignments(wanted);

        if (count is < 1 or > LogLimits.MaxPartitionCount)
        {
            return new AdminRefusal(
                ErrorCode.InvalidPartitions,
                $"{wanted.NumPartitions} partitions were asked for; 1 to {LogLimits.MaxPartitionCount} are possible, " +
                "-1 takes the default.");
        }

        return wanted.ReplicationFactor is >= 1 or -1
            ? null
            : new AdminRefusal(
                ErrorCode.InvalidReplicationFactor,
                $"The replication factor {wanted.ReplicationFactor} is neither -1 nor at least 1.");
    }

    /// <summary>The settings, or why they are none.</summary>
    public static AdminRefusal? ReadConfigs(CreatableTopic wanted, UnknownSettings unknown, out TopicConfig config)
    {
        var settings = wanted.Configs.Select(setting => KeyValuePair.Create(setting.Name, setting.Value));
        config = TopicConfig.TryCreate(settings, unknown, out var problem) ?? TopicConfig.Default;
        return problem is null ? null : new AdminRefusal(ErrorCode.InvalidConfig, problem);
    }

    private static AdminRefusal? CheckAssignments(CreatableTopic wanted)
    {
        if (wanted.NumPartitions != -1 || wanted.ReplicationFactor != -1)
        {
            return new AdminRefusal(
                ErrorCode.InvalidRequest,
                "With assignments, the number of partitions and the replication factor have to be -1.");
        }

        var seen = new bool[wanted.Assignments.Length];
        foreach (var assignment in wanted.Assignments)
        {
            var index = assignment.PartitionIndex;
            if (index < 0 || index >= seen.Length || seen[index])
            {
                return new AdminRefusal(
                    ErrorCode.InvalidReplicaAssignment,
                    $"The assigned partitions are not 0 to {seen.Length - 1}, each once.");
            }

            seen[index] = true;
            if (assignment.BrokerIds is not [BrokerScope.NodeId])
            {
                return new AdminRefusal(
                    ErrorCode.InvalidReplicaAssignment,
                    $"Partition {index} is assigned to other brokers than {BrokerScope.NodeId}, the only one.");
            }
        }

        return seen.Length <= LogLimits.MaxPartitionCount
            ? null
            : new AdminRefusal(
                ErrorCode.InvalidPartitions,
                $"{seen.Length} partitions are assigned; at most {LogLimits.MaxPartitionCount} are possible.");
    }
}
