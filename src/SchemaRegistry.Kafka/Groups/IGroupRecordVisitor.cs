using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>Is handed what the offsets topic holds, in the order of writing; null stands for deleted.</summary>
internal interface IGroupRecordVisitor
{
    void OnOffset(string group, TopicPartition partition, CommittedOffset? offset);

    void OnGroup(string group, GroupMetadataValue? value);
}
