using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Avro.Generic;
using Confluent.Kafka;
using Google.Protobuf;
using SchemaRegistry.Cli.Commands;
using SchemaRegistry.Client;
using SchemaRegistry.ConfluentKafka;
using SchemaRegistry.Examples;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Json;
using SchemaRegistry.Serializers.Protobuf;

namespace SchemaRegistry.Cli.Demo;

/// <summary>
/// Sends events as an application would: the serializer of the schema's language in a producer of Confluent.Kafka.
/// </summary>
internal sealed class DemoProducer(DemoPlan plan, SchemaRegistryClient client, string bootstrap)
{
    /// <summary>Returns how many events were acknowledged.</summary>
    public async Task<int> SendAsync(DemoEvents events, CancellationToken cancellationToken)
    {
        if (events.Message is { } message)
        {
            var type = ShipmentReflection.Descriptor.MessageTypes.First(known => known.FullName == message);
            var latest = new ProtobufSerializerOptions { Selection = new SchemaSelection.Latest() };
            return await SendAsync(
                events,
                new ProtobufSerializer<IMessage>(client, latest),
                line => JsonParser.Default.Parse(line, type),
                cancellationToken);
        }

        var definition = await DefineAsync(plan.Find(events.Schema!), cancellationToken);
        var lookUp = new SchemaSelection.LookUp();
        if (definition.Type == SchemaType.Json)
        {
            var options = new JsonPayloadSerializerOptions
            {
                Schema = definition.Text,
                Selection = lookUp,
                Json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
                {
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                },
            };
            return await SendAsync(
                events,
                new JsonPayloadSerializer<JsonElement>(client, options: options),
                line => JsonSerializer.Deserialize<JsonElement>(line),
                cancellationToken);
        }

        var references = await client.GetReferencesAsync(definition, cancellationToken);
        var schema = Parse(definition, references);
        return await SendAsync(
            events,
            new AvroSerializer<GenericRecord>(client, new AvroSerializerOptions { Selection = lookUp }),
            line => DemoRecords.Create(schema, Encoding.UTF8.GetBytes(line)),
            cancellationToken);
    }

    public static Task<SchemaDefinition> DefineAsync(DemoSchema schema, CancellationToken cancellationToken) =>
        Connections.ReadSchemaAsync(
            DemoPlan.PathOf(schema.File), null, schema.References ?? [], cancellationToken);

    private static AvroParsedSchema Parse(SchemaDefinition definition, ReferenceSet references) =>
        (AvroParsedSchema)AvroFormat.Instance.Parse(definition.Text, references, SchemaParsing.New).Schema!;

    private async Task<int> SendAsync<T>(
        DemoEvents events,
        IRegistrySerializer<T> serializer,
        Func<string, T> read,
        CancellationToken cancellationToken)
    {
        using var producer = new ProducerBuilder<Null, T>(
                new ProducerConfig { BootstrapServers = bootstrap, Acks = Acks.All, LingerMs = 0 })
            .SetValueSerializer(serializer.AsKafkaSerializer())
            .SetLogHandler((_, _) => { })
            .Build();
        var lines = await File.ReadAllLinesAsync(DemoPlan.PathOf(events.File), cancellationToken);
        foreach (var line in lines)
            await producer.ProduceAsync(events.Topic, new Message<Null, T> { Value = read(line) }, cancellationToken);
        return lines.Length;
    }
}
