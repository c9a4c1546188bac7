using SchemaRegistry.Kafka.Log;
using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>The shape that a CreateTopics entry asks for, checked against what one node can do.</summary>
internal static class TopicWish
{
    /// <summary>The number of partitions, or why there is none.</summary>
    public static LogRefusal? CountPartitions(CreatableTopic wanted, int defaultPartitions, out int count)
    {
        count = wanted.Assignments.Length > 0 ? wanted.Assignments.Length
            : wanted.NumPartitions == -1 ? defaultPartitions : wanted.NumPartitions;
        if (wanted.Assignments.Length > 0)
            return CheckAssignments(wanted);

        if (count is < 1 or > KafkaLimits.MaxPartitionsPerTopic)
        {
            return new LogRefusal(
                ErrorCode.InvalidPartitions,
                $"{wanted.NumPartitions} partitions were asked for; 1 to {KafkaLimits.MaxPartitionsPerTopic} are possible, " +
                "-1 takes the default.");
        }

        return wanted.ReplicationFactor is >= 1 or -1
            ? null
            : new LogRefusal(
                ErrorCode.InvalidReplicationFactor, $"The replication factor {wanted.ReplicationFactor} is neither -1 nor at least 1.");
    }

    /// <summary>The settings by key, or why they are none.</summary>
    public static LogRefusal? ReadConfigs(CreatableTopic wanted, out Dictionary<string, string> configs)
    {
        configs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var config in wanted.Configs)
        {
            if (config.Value is null)
                return new LogRefusal(ErrorCode.InvalidConfig, $"The setting '{config.Name}' has no value.");

            configs[config.Name] = config.Value;
        }

        return null;
    }

    private static LogRefusal? CheckAssignments(CreatableTopic wanted)
    {
        if (wanted.NumPartitions != -1 || wanted.ReplicationFactor != -1)
        {
            return new LogRefusal(
                ErrorCode.InvalidRequest, "With assignments, the number of partitions and the replication factor have to be -1.");
        }

        var seen = new bool[wanted.Assignments.Length];
        foreach (var assignment in wanted.Assignments)
        {
            if (assignment.PartitionIndex < 0 || assignment.PartitionIndex >= seen.Length || seen[assignment.PartitionIndex])
            {
                return new LogRefusal(
                    ErrorCode.InvalidReplicaAssignment, $"The assigned partitions are not 0 to {seen.Length - 1}, each once.");
            }

            seen[assignment.PartitionIndex] = true;
            if (assignment.BrokerIds is not [BrokerScope.NodeId])
            {
                return new LogRefusal(
                    ErrorCode.InvalidReplicaAssignment,
                    $"Partition {assignment.PartitionIndex} is assigned to other brokers than {BrokerScope.NodeId}, the only one.");
            }
        }

        return seen.Length <= KafkaLimits.MaxPartitionsPerTopic
            ? null
            : new LogRefusal(
                ErrorCode.InvalidPartitions, $"{seen.Length} partitions are assigned; at most {KafkaLimits.MaxPartitionsPerTopic} are possible.");
    }
}
