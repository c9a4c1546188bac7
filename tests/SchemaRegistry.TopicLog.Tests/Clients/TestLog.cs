using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SchemaRegistry.Kafka.Log;
using KafkaError = SchemaRegistry.Kafka.ErrorCode;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>A log in memory.</summary>
internal sealed class TestLog : ILogTopics, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, MemoryTopic> _topics = new();
    private long _producerId;

    public ILogTopics Topics => this;

    IReadOnlyCollection<ILogTopic> ILogTopics.Topics => [.. _topics.Values];

    public static Task<TestLog> OpenAsync() => Task.FromResult(new TestLog());

    public bool HasTopic(string name) => _topics.ContainsKey(name);

    public List<int> StoredCodecs(string topic, int partition) =>
        _topics[topic].Memory[partition].Stored().ConvertAll(batch => batch[22] & 7);

    public List<long> StoredProducerIds(string topic, int partition) =>
        _topics[topic].Memory[partition].Stored().ConvertAll(batch => BinaryPrimitives.ReadInt64BigEndian(batch.AsSpan(43)));

    public bool TryGet(string name, [NotNullWhen(true)] out ILogTopic? topic)
    {
        var found = _topics.TryGetValue(name, out var memory);
        topic = memory;
        return found;
    }

    public bool TryGet(Guid id, [NotNullWhen(true)] out ILogTopic? topic)
    {
        topic = _topics.Values.FirstOrDefault(topic => topic.Id == id);
        return topic is not null;
    }

    public LogRefusal? Validate(LogTopicShape shape)
    {
        if (shape.Name.Length is 0 or > 249 || shape.Name is "." or ".." || shape.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"._-".Contains(letter)))
            return new(KafkaError.InvalidTopic, "bad name");
        if (_topics.ContainsKey(shape.Name))
            return new(KafkaError.TopicAlreadyExists, "exists");
        foreach (var (key, value) in shape.Configs)
        {
            if (key != "retention.ms" || !long.TryParse(value, out _))
                return new(KafkaError.InvalidConfig, $"bad {key}");
        }

        return null;
    }

    public ValueTask<LogCreation> CreateAsync(LogTopicShape shape, CancellationToken cancellationToken)
    {
        if (Validate(shape) is { } refusal)
            return new(new LogCreation(null, refusal));
        var topic = _topics[shape.Name] = new MemoryTopic(shape);
        return new(new LogCreation(topic, null));
    }

    public ValueTask<bool> DeleteAsync(ILogTopic topic, CancellationToken cancellationToken) =>
        new(_topics.TryRemove(topic.Name, out _));

    public ValueTask<long> AllocateProducerIdAsync(CancellationToken cancellationToken) =>
        new(Interlocked.Increment(ref _producerId));

    public ValueTask DisposeAsync() => default;

    private sealed class MemoryTopic(LogTopicShape shape) : ILogTopic
    {
        public List<MemoryPartition> Memory { get; } = [.. Enumerable.Range(0, shape.PartitionCount).Select(_ => new MemoryPartition())];

        public string Name => shape.Name;

        public Guid Id { get; } = Guid.NewGuid();

        public IReadOnlyList<ILogPartition> Partitions => Memory;

        public IReadOnlyList<LogConfigEntry> Configs => [];
    }

    private sealed class MemoryPartition : ILogPartition
    {
        private readonly List<(long First, long Next, byte[] Bytes)> _batches = [];
        private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int LeaderEpoch => 0;

        public long LogStartOffset => 0;

        public long HighWatermark { get; private set; }

        public long LastStableOffset => HighWatermark;

        public List<byte[]> Stored()
        {
            lock (_batches)
                return _batches.ConvertAll(batch => batch.Bytes);
        }

        public LogAppend Append(ReadOnlyMemory<byte> batch)
        {
            var bytes = batch.ToArray();
            if (bytes.Length > 1048588)
                return new() { Error = KafkaError.MessageTooLarge, Durable = Task.CompletedTask };
            lock (_batches)
            {
                var first = HighWatermark;
                BinaryPrimitives.WriteInt64BigEndian(bytes, first);
                HighWatermark += BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(23)) + 1;
                _batches.Add((first, HighWatermark, bytes));
                var grown = _grown;
                _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
                grown.SetResult();
                return new() { BaseOffset = first, AppendTimeMs = -1, Durable = Task.CompletedTask };
            }
        }

        public LogRead Read(long offset, long limit, int maxBytes)
        {
            var output = new MemoryStream();
            lock (_batches)
            {
                foreach (var (_, next, bytes) in _batches)
                {
                    if (next <= offset)
                        continue;
                    if (output.Length > 0 && output.Length + bytes.Length > maxBytes)
                        break;
                    output.Write(bytes);
                }
            }

            return new(KafkaError.None, output.ToArray(), null);
        }

        public Task WaitForAsync(long offset, CancellationToken cancellationToken)
        {
            lock (_batches)
                return HighWatermark > offset ? Task.CompletedTask : _grown.Task.WaitAsync(cancellationToken);
        }

        public LogPosition? FindByTime(long timestampMs)
        {
            lock (_batches)
            {
                foreach (var (first, _, bytes) in _batches)
                {
                    var time = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(35));
                    if (time >= timestampMs)
                        return new(first, time);
                }
            }

            return null;
        }

        public LogPosition? FindLargestTime() => null;
    }
}
