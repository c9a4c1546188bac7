using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

/// <summary>Short ways to open a log and to put records into it.</summary>
internal static class TestStore
{
    public const string Folder = "/log";
    public const long Time = 1_700_000_000_000;

    public static Task<TopicStore> OpenAsync(IFileSystem files, string folder = Folder, LogOptions? options = null) =>
        TopicStore.OpenAsync(
            files,
            folder,
            options ?? new LogOptions { CheckInterval = TimeSpan.FromDays(1) },
            new LogSurroundings(TimeProvider.System, NullLoggerFactory.Instance));

    public static async Task<Partition> CreateAsync(TopicStore store, string topic = "t", params (string Key, string Value)[] config)
    {
        var settings = TopicConfig.TryCreate(
            config.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)), out var problem);
        Assert.True(settings is not null, problem);
        var creation = await store.CreateAsync(topic, 1, settings, CancellationToken.None);
        Assert.Equal(LogError.None, creation.Error);
        return creation.Topic!.Partitions[0];
    }

    public static Partition Find(TopicStore store, string topic = "t")
    {
        Assert.True(store.TryGet(topic, out var found));
        return found.Partitions[0];
    }

    public static byte[] Batch(params string[] values) =>
        RecordBatchBuilder.Build([.. values.Select((value, index) => Record(value, Time + index))]);

    public static byte[] Batch(BatchOrigin origin, params string[] values) =>
        RecordBatchBuilder.Build([.. values.Select((value, index) => Record(value, Time + index))], origin);

    public static LogRecord Record(string value, long timestamp) => new(null, Encoding.UTF8.GetBytes(value), timestamp);

    public static async Task<AppendResult> AppendDurablyAsync(Partition partition, params string[] values)
    {
        var result = partition.Append(Batch(values));
        Assert.Equal(LogError.None, result.Error);
        Assert.Equal(LogError.None, await partition.WaitDurableAsync(result.NextOffset, CancellationToken.None));
        return result;
    }

    /// <summary>All readable records from an offset on, in steps of so many bytes.</summary>
    public static List<(long Offset, string Value)> ReadAll(Partition partition, long offset = 0, int step = 1 << 20)
    {
        var records = new List<(long, string)>();
        while (true)
        {
            using var read = partition.Read(offset, step);
            Assert.Equal(LogError.None, read.Error);
            if (read.Batches.IsEmpty)
                return records;
            offset = AddRecords(records, read.Batches.Span, offset);
        }
    }

    private static long AddRecords(List<(long, string)> records, ReadOnlySpan<byte> batches, long from)
    {
        while (!batches.IsEmpty)
        {
            var header = new BatchHeader(batches);
            Assert.Equal(LogError.None, BatchRules.CheckStored(batches));
            var content = batches[BatchLayout.HeaderSize..(int)header.TotalSize];
            var reader = new RecordReader(content, header.BaseOffset, header.BaseTimestamp);
            while (reader.MoveNext())
            {
                if (reader.Offset >= from)
                    records.Add((reader.Offset, Encoding.UTF8.GetString(reader.Value)));
            }

            from = header.LastOffset + 1;
            batches = batches[(int)header.TotalSize..];
        }

        return from;
    }
}
