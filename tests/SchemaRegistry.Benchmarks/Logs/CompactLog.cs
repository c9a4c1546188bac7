using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>
/// Compacting a partition, half of whose records or more were superseded, against reading the same segments and writing
/// all of them again, each followed by fsync. Both find the segments in the system's memory.
/// </summary>
internal static class CompactLog
{
    private const int Rounds = 5;
    private const int Batches = 2500;
    private const int RecordsPerBatch = 100;
    private const int ValueBytes = 200;
    private const int Keys = 100_000;
    private const int BlockBytes = 1024 * 1024;
    private const double MiB = 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken) =>
    [
        await MeasureAsync(CompressionCodec.None, "≤ 4", cancellationToken),
        await MeasureAsync(CompressionCodec.Zstd, "≤ 20", cancellationToken),
    ];

    private static async Task<Measurement> MeasureAsync(
        CompressionCodec codec, string aim, CancellationToken cancellationToken)
    {
        var (ratios, rates) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            var options = new LogOptions { CheckInterval = TimeSpan.FromDays(1) };
            await using var store = await TopicStore.OpenAsync(
                DiskFileSystem.Instance, folder.File("log"), options, new(TimeProvider.System, NullLoggerFactory.Instance));
            var partition = await FillAsync(store, codec, cancellationToken);
            var closed = partition.Segments[..^1];
            var bytes = closed.Sum(segment => segment.Size);

            var plain = Copy(closed.Select(segment => segment.Path), folder.File("copy"));
            var started = Stopwatch.GetTimestamp();
            await store.RunCompactionAsync(cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            ratios.Add(seconds / plain);
            rates.Add(bytes / MiB / seconds);
        }

        var rate = rates.Order().ElementAt(Rounds / 2);
        return new Measurement(
            $"compact a log, {codec}",
            "read and write the same bytes, fsync per segment",
            ratios,
            aim,
            string.Create(CultureInfo.InvariantCulture, $"{rate:F0} MiB/s"));
    }

    private static async Task<Partition> FillAsync(
        TopicStore store, CompressionCodec codec, CancellationToken cancellationToken)
    {
        var config = TopicConfig.TryCreate(
            [
                KeyValuePair.Create("cleanup.policy", (string?)"compact"),
                KeyValuePair.Create("segment.bytes", (string?)"8388608"),
            ],
            out _)!;
        var partition = (await store.CreateAsync("compacted", 1, config, cancellationToken)).Topic!.Partitions[0];
        var random = new Random(1);
        for (var batch = 0; batch < Batches; batch++)
        {
            var records = new LogRecord[RecordsPerBatch];
            for (var index = 0; index < records.Length; index++)
            {
                var value = new byte[ValueBytes];
                random.NextBytes(value.AsSpan(0, ValueBytes / 2));
                records[index] = new LogRecord(BitConverter.GetBytes(random.NextInt64(Keys)), value, batch);
            }

            partition.Append(RecordBatchBuilder.Build(records, codec: codec));
        }

        await partition.WaitDurableAsync(partition.LogEnd, cancellationToken);
        return partition;
    }

    private static double Copy(IEnumerable<string> paths, string target)
    {
        Directory.CreateDirectory(target);
        var block = new byte[BlockBytes];
        var started = Stopwatch.GetTimestamp();
        foreach (var path in paths)
        {
            using var source = File.OpenHandle(path);
            using var copy = File.OpenHandle(Path.Combine(target, Path.GetFileName(path)), FileMode.Create, FileAccess.Write);
            var at = 0L;
            for (int count; (count = RandomAccess.Read(source, block, at)) > 0; at += count)
                RandomAccess.Write(copy, block.AsSpan(0, count), at);
            RandomAccess.FlushToDisk(copy);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
