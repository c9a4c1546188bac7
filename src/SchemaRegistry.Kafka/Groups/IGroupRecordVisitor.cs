using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>Is handed what the offsets topic holds, in the order of writing; null stands for deleted.</summary>
internal interface IGroupRecordVisitor
{
    void OnOffset(string group, TopicPartition partition, CommittedOffset? offset);

    /// <param name="group">Its name.</param>
    /// <param name="value">What is stored of it.</param>
    /// <param name="recordOffset">Where the record lies.</param>
    void OnGroup(string group, GroupMetadataValue? value, long recordOffset);
}
