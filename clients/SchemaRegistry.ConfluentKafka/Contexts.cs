using Confluent.Kafka;
using ClientContext = SchemaRegistry.Client.SerializationContext;
using SchemaRegistry.Client;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>Says in this project's words where a payload goes to or comes from.</summary>
internal static class Contexts
{
    public static ClientContext Of(Confluent.Kafka.SerializationContext context) => new(
        context.Topic,
        context.Component == MessageComponentType.Key ? RecordPart.Key : RecordPart.Value,
        context.Headers is null ? null : new ConfluentHeaders(context.Headers));
}
