using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Makes the settings of a topic from those it has, or tells why they can not be so. Pure.</summary>
internal delegate TopicConfig? ConfigEdit(TopicConfig present, out AdminRefusal? refusal);
