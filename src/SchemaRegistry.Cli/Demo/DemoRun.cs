using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using SchemaRegistry.Cli.Commands;
using SchemaRegistry.Cli.Consume;
using SchemaRegistry.Client;

namespace SchemaRegistry.Cli.Demo;

/// <summary>
/// Shows the main job end to end, in the three languages: register, produce, consume, evolve, refuse, and find it all
/// again after the server was killed.
/// </summary>
internal sealed class DemoRun(string folder, DemoShow show)
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(20);

    private readonly DemoPlan _plan = DemoPlan.Read();

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("schema-registry-demo-").FullName;
        var show = new DemoShow();
        try
        {
            await new DemoRun(folder, show).ShowAsync(cancellationToken);
            show.Line("");
            show.Good($"That took {Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, "
                + "server starts included.");
            show.Line("Run it for yourself: schema-registry serve --data ./data");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        int events;
        show.Step("Start registry and log in one process");
        var started = Stopwatch.GetTimestamp();
        using (var server = await DemoServer.StartAsync(folder, cancellationToken))
        {
            show.Line($"registry {server.Registry}, kafka {server.Bootstrap}, ready in {Milliseconds(started)}");
            using var client = Connections.Open(server.Registry);
            await RegisterAsync(client, cancellationToken);
            events = await ProduceAsync(server, client, cancellationToken);
            await ConsumeAsync(server, client, cancellationToken);
            foreach (var refused in _plan.Refused)
                await RefuseAsync(client, refused, cancellationToken);
            show.Step("Kill the server (kill -9) and start it again on the same folder");
            await server.KillAsync(cancellationToken);
        }

        started = Stopwatch.GetTimestamp();
        using var again = await DemoServer.StartAsync(folder, cancellationToken);
        show.Line($"back in {Milliseconds(started)}");
        using var reader = Connections.Open(again.Registry);
        var subjects = await reader.ListSubjectsAsync(cancellationToken);
        var found = 0;
        foreach (var topic in _plan.Events.Select(group => group.Topic).Distinct())
            found += (await ReadAsync(again, reader, topic, cancellationToken)).Count;
        if (found != events)
            throw new CommandException($"{events} events were acknowledged and {found} are there.");
        show.Good($"all there: {subjects.Count} subjects ({string.Join(", ", subjects)}), {found} of {events} events");
    }

    private async Task RegisterAsync(SchemaRegistryClient client, CancellationToken cancellationToken)
    {
        show.Step("Register the schemas");
        foreach (var schema in _plan.Schemas)
            await RegisterAsync(client, schema, "", cancellationToken);
        await RegisterAsync(client, _plan.Evolution, "  (a field with a default: compatible)", cancellationToken);
    }

    private async Task RegisterAsync(
        SchemaRegistryClient client, DemoSchema schema, string remark, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var definition = await DemoProducer.DefineAsync(schema, cancellationToken);
        var registered = await client.RegisterAsync(
            schema.Subject, definition, cancellationToken: cancellationToken);
        show.Line($"{NameOf(schema),-18} -> {schema.Subject} version {registered.Version}, id {registered.Id}, "
            + $"on disk after {Milliseconds(started)}{remark}");
    }

    private async Task<int> ProduceAsync(
        DemoServer server, SchemaRegistryClient client, CancellationToken cancellationToken)
    {
        show.Step("Produce events with Confluent.Kafka, acks=all");
        var producer = new DemoProducer(_plan, client, server.Bootstrap);
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        foreach (var events in _plan.Events)
            count += await producer.SendAsync(events, cancellationToken);
        show.Line($"{count} events, each framed with its schema's id and on disk when acknowledged, in {Milliseconds(started)}");
        return count;
    }

    private async Task ConsumeAsync(DemoServer server, SchemaRegistryClient client, CancellationToken cancellationToken)
    {
        show.Step("Consume and decode them");
        foreach (var topic in _plan.Events.Select(group => group.Topic).Distinct())
        {
            foreach (var line in await ReadAsync(server, client, topic, cancellationToken))
                show.Line(line);
        }
    }

    private async Task RefuseAsync(
        SchemaRegistryClient client, DemoSchema refused, CancellationToken cancellationToken)
    {
        show.Step($"Try {NameOf(refused)}: {refused.Why}");
        var definition = await DemoProducer.DefineAsync(refused, cancellationToken);
        try
        {
            await client.RegisterAsync(refused.Subject, definition, cancellationToken: cancellationToken);
            throw new CommandException("An incompatible schema was registered.");
        }
        catch (SchemaRegistryException e) when (e.Status == 409)
        {
            show.Bad($"refused with {e.ErrorCode}:");
        }

        var answer = await client.CheckAsync(refused.Subject, definition, cancellationToken);
        foreach (var message in answer.Messages)
        {
            if (message.StartsWith("{errorType", StringComparison.Ordinal))
                show.Line(message);
        }
    }

    private static async Task<List<string>> ReadAsync(
        DemoServer server, SchemaRegistryClient client, string topic, CancellationToken cancellationToken)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = server.Bootstrap,
            GroupId = "demo",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 10,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var decoder = new RecordDecoder(client, topic);
        var lines = new List<string>();
        while (consumer.Consume(ReadLimit) is { IsPartitionEOF: false } result)
        {
            var record = await decoder.DecodeAsync(result.Message, cancellationToken);
            if (record.Problem is { } problem)
                throw new CommandException(problem);
            var schema = await client.GetByIdAsync(record.SchemaId!.Value, $"{topic}-value", cancellationToken);
            lines.Add($"{topic}[{result.Partition.Value}]@{result.Offset.Value} id {record.SchemaId} v{schema.Version}  "
                + Encoding.UTF8.GetString(record.Json.Span));
        }

        return lines;
    }

    private static string NameOf(DemoSchema schema) => Path.GetFileName(schema.File);

    private static string Milliseconds(long started) =>
        $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms";
}
