using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace SchemaRegistry.EndToEnd.Tests.Processes;

/// <summary>
/// Commits ever higher offsets of a group for one partition, and remembers the highest that was acknowledged. By the
/// administrative client, since its calls end in bounded time when the server is gone and a consumer's do not.
/// </summary>
internal sealed class AcknowledgedCommits(string topic, string group)
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(3);

    private readonly TopicPartition _partition = new(topic, 0);
    private long _asked;

    public long Acknowledged { get; private set; }

    /// <summary>Commits until the server is gone or <paramref name="ct"/> ends.</summary>
    public async Task CommitUntilGoneAsync(string bootstrap, Action acknowledged, CancellationToken ct)
    {
        using var admin = Connect(bootstrap);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                _asked++;
                await admin.AlterConsumerGroupOffsetsAsync(
                    [new(group, [new TopicPartitionOffset(_partition, _asked)])], new() { RequestTimeout = CallLimit });
                Acknowledged = _asked;
                acknowledged();
            }
            catch (AlterConsumerGroupOffsetsException)
            {
                // The producers create the topic in this moment.
            }
            catch (KafkaException)
            {
                return;
            }
        }
    }

    /// <summary>Null when the committed offset is one that the group may remember, else what is wrong.</summary>
    public async Task<string?> FindLostAsync(string bootstrap)
    {
        using var admin = Connect(bootstrap);
        var found = await admin.ListConsumerGroupOffsetsAsync([new(group, [_partition])]);
        var committed = found[0].Partitions[0].Offset.Value;
        return committed >= Acknowledged && committed <= _asked
            ? null
            : $"offset {committed} is committed; {Acknowledged} was acknowledged and {_asked} was asked for last";
    }

    private static IAdminClient Connect(string bootstrap) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrap })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
}
