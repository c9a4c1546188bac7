using System.Globalization;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Clients;
using SchemaRegistry.TopicLog.Tests.Handlers;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>
/// What two thousand real connections make a broker hold, measured as the managed memory of broker and clients
/// together, against what <see cref="BrokerMemory"/> says.
/// </summary>
[Collection(MeasuredCollection.Name)]
public sealed class MemoryBoundTests
{
    private const int Connections = 2000;
    private const int MiB = 1024 * 1024;

    // Two sockets, their streams, pipes, queue, timers and tasks.
    private const int IdleConnectionBytes = 16 * 1024;
    private const int SmallSocketBufferBytes = 8 * 1024;

    private static readonly byte[] ApiVersions = RawClient.Frame(new ApiVersionsRequest(), 0);

    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_idle_connections_cost_a_few_kibibytes_each()
    {
        SkipWithoutHandles();
        await using var broker = await TestBroker.StartAsync();
        await PingAsync(broker);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var clients = await ConnectAsync(broker, receiveBufferBytes: null);
        await clients.EachAsync(async client =>
        {
            await client.SendAsync(ApiVersions);
            await client.ReceiveAsync();
        });

        AssertGrowth(before, Connections * IdleConnectionBytes);
        Assert.Equal(Connections, broker.Broker.ConnectionCount);
        await PingAsync(broker);
    }

    [Fact]
    public async Task Consumers_that_do_not_read_hold_the_budgets_and_others_are_served()
    {
        SkipWithoutHandles();
        await using var broker = await TestBroker.StartAsync(sendBufferBytes: SmallSocketBufferBytes);
        await FillAsync(broker, "orders", batches: 17, batchBytes: MiB - 1000);
        await FillAsync(broker, "small", batches: 1, batchBytes: 1000);
        await PingAsync(broker);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var clients = await ConnectAsync(broker, SmallSocketBufferBytes);
        var fetch = RawClient.Frame(Fetch("orders", 16 * MiB), 12);
        await clients.EachAsync(async client =>
        {
            await client.SendAsync(fetch);
            await client.AwaitAnswerAsync();
        });

        // Budget and overdraft are met by the last batch that began below them, one for each thread that reads.
        AssertGrowth(
            before,
            KafkaLimits.FetchBudgetBytes + KafkaLimits.FetchOverdraftBytes + (16 * MiB)
            + ((long)Connections * (IdleConnectionBytes + KafkaLimits.SendChunkBytes)));
        await PingAsync(broker);
        using var other = await RawClient.ConnectAsync(broker.Bootstrap);
        await other.SendAsync(RawClient.Frame(Fetch("small", MiB), 12));
        Assert.InRange((await other.ReceiveAsync()).Length, 1000, 2000);
    }

    [Fact]
    public async Task Frames_of_a_hundred_megabytes_wait_for_each_other_and_not_for_small_ones()
    {
        const int Senders = 6;
        await using var broker = await TestBroker.StartAsync();
        await FillAsync(broker, "orders", batches: 1, batchBytes: 1000);
        await PingAsync(broker);
        var (frame, middle) = (LargeFrame(99 * MiB), LargeFrame(MiB / 2));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var most = new List<Task>();
        var answers = new List<Task<byte[]>>();
        for (var sender = 0; sender < Senders; sender++)
        {
            var client = await RawClient.ConnectAsync(broker.Bootstrap);
            most.Add(client.SendAsync(frame.AsMemory(..^1)));
            answers.Add(FinishAsync(client, most[^1], frame, gate.Task));
        }

        // 256 MiB are enough for two; who these are is up to the system.
        var first = await Task.WhenAny(most);
        await Task.WhenAny(most.Where(sent => sent != first));
        AssertGrowth(
            before, KafkaLimits.FrameBudgetBytes + KafkaLimits.LargeFrameBudgetBytes + LogLimits.PooledLargeBytes);
        await PingAsync(broker);
        using var other = await RawClient.ConnectAsync(broker.Bootstrap);
        await other.SendAsync(middle);
        Assert.NotEmpty(await other.ReceiveAsync());

        gate.SetResult();
        Assert.All(await Task.WhenAll(answers), Assert.NotEmpty);
    }

    private static async Task<byte[]> FinishAsync(RawClient client, Task sent, byte[] frame, Task gate)
    {
        using (client)
        {
            await sent;
            await gate;
            await client.SendAsync(frame.AsMemory(^1..));
            return await client.ReceiveAsync();
        }
    }

    /// <summary>A produce request whose records are no batch: it is refused, once it has been read.</summary>
    private static byte[] LargeFrame(int recordBytes) =>
        RawClient.Frame(Requests.Produce(new byte[recordBytes], acks: 1), 7);

    private static FetchRequest Fetch(string topic, int maxBytes) => new()
    {
        MaxWaitMs = 100,
        MinBytes = 1,
        MaxBytes = maxBytes,
        Topics = [new FetchTopic { Topic = topic, Partitions = [Requests.Partition(0, 0, maxBytes)] }],
    };

    private async Task FillAsync(TestBroker broker, string name, int batches, int batchBytes)
    {
        var created = await broker.Log.Topics.CreateAsync(name, 1, TopicConfig.Default, _cancel);
        var batch = RecordBatchBuilder.Build([new LogRecord(null, new byte[batchBytes - 100], Requests.Time)]);
        var partition = created.Topic!.Partitions[0];
        for (var count = 0; count < batches; count++)
            partition.Append(batch);
        await partition.WaitDurableAsync(partition.LogEnd, _cancel);
    }

    private static async Task PingAsync(TestBroker broker)
    {
        using var client = await RawClient.ConnectAsync(broker.Bootstrap);
        await client.SendAsync(ApiVersions);
        Assert.NotEmpty(await client.ReceiveAsync());
    }

    private static async Task<RawClients> ConnectAsync(TestBroker broker, int? receiveBufferBytes)
    {
        var clients = new RawClients();
        for (var count = 0; count < Connections; count++)
            clients.Add(await RawClient.ConnectAsync(broker.Bootstrap, receiveBufferBytes));
        return clients;
    }

    private static void AssertGrowth(long before, long allowed)
    {
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth <= allowed, $"{growth:N0} bytes more are held, {allowed:N0} are allowed");
    }

    private static void SkipWithoutHandles()
    {
        const int Wanted = (2 * Connections) + 500;
        if (!OperatingSystem.IsLinux())
            return;
        var line = File.ReadLines("/proc/self/limits").First(text => text.StartsWith("Max open files"));
        var limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Assert.SkipWhen(
            int.TryParse(limit, CultureInfo.InvariantCulture, out var handles) && handles < Wanted,
            $"This process may open {limit} files; the test needs {Wanted} (ulimit -n).");
    }
}
