using Confluent.Kafka;
using SchemaRegistry.Client;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>
/// Gives registry serializers to Confluent.Kafka's producers and consumers. The results may be used by any thread.
/// </summary>
public static class KafkaAdapters
{
    /// <summary>
    /// For <c>SetValueSerializer</c> and <c>SetKeySerializer</c>. The thread that produces blocks while the registry is
    /// asked: once per schema and topic.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="serializer">The registry serializer.</param>
    /// <returns>The adapter. Null values become null payloads.</returns>
    public static ISerializer<T> AsKafkaSerializer<T>(this IRegistrySerializer<T> serializer) =>
        new KafkaSerializer<T>(serializer);

    /// <summary>For producers that await; nothing blocks.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="serializer">The registry serializer.</param>
    /// <returns>The adapter. Null values become null payloads.</returns>
    public static IAsyncSerializer<T> AsKafkaAsyncSerializer<T>(this IRegistrySerializer<T> serializer) =>
        new KafkaSerializer<T>(serializer);

    /// <summary>
    /// For <c>SetValueDeserializer</c> and <c>SetKeyDeserializer</c>. The thread that consumes blocks while the
    /// registry is asked: once per schema and topic.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="deserializer">The registry deserializer.</param>
    /// <returns>The adapter. Null payloads become the default of the type.</returns>
    public static IDeserializer<T> AsKafkaDeserializer<T>(this IRegistryDeserializer<T> deserializer) =>
        new KafkaDeserializer<T>(deserializer);

    /// <summary>For consumers that await; nothing blocks.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="deserializer">The registry deserializer.</param>
    /// <returns>The adapter. Null payloads become the default of the type.</returns>
    public static IAsyncDeserializer<T> AsKafkaAsyncDeserializer<T>(this IRegistryDeserializer<T> deserializer) =>
        new KafkaDeserializer<T>(deserializer);
}
