using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// The internal topic <c>__consumer_offsets</c>: compacted, one partition, written through the same group fsync as
/// everything else. It is created when the first group needs it. Safe for any thread.
/// </summary>
internal sealed partial class OffsetsTopic(TopicStore log, TimeProvider time, ILogger logger)
{
    public const string Name = "__consumer_offsets";

    private const int ReadChunkBytes = 1024 * 1024;

    private const string Unlimited = "9223372036854775807";

    // What it can not do without, whatever the defaults of the broker are. Deleting would forget offsets that are in
    // use; batches are as large as the log takes, because all members of a group with their assignments are one record;
    // they are read as they were written, and their times are those of this broker's clock.
    private static readonly Dictionary<string, string?> Required = new(StringComparer.Ordinal)
    {
        ["cleanup.policy"] = "compact",
        ["compression.type"] = "producer",
        ["max.message.bytes"] = LogLimits.MaxBatchBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["message.timestamp.after.max.ms"] = Unlimited,
        ["message.timestamp.before.max.ms"] = Unlimited,
    };

    // Small segments, because only closed ones are compacted.
    private static readonly Dictionary<string, string?> Settings = new(Required, StringComparer.Ordinal)
    {
        ["segment.bytes"] = "8388608",
    };

    private Partition? _partition = Find(log);

    /// <summary>Whether <see cref="Append"/> may be called.</summary>
    public bool IsOpen => Volatile.Read(ref _partition) is not null;

    /// <summary>Why the topic could not do its work with such settings; null when it could.</summary>
    public static string? ProblemOf(TopicConfig config)
    {
        foreach (var (name, value) in Required)
        {
            if (TopicSettings.TryFind(name, out var setting) && config.ValueOf(setting) != value)
            {
                return $"{name} of {Name} must be {value}, not {config.ValueOf(setting)}, " +
                    "for the broker keeps the offsets of consumer groups there; leave it as it is.";
            }
        }

        return null;
    }

    /// <summary>Whether the log has a topic of that name.</summary>
    public bool HasTopic(string name) => log.TryGet(name, out _);

    /// <summary>Creates the topic if it is not there.</summary>
    public async ValueTask<bool> OpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpen)
            return true;
        var config = TopicConfig.TryCreate(Settings, out var problem)
            ?? throw new InvalidOperationException($"The settings of {Name} are none: {problem}");
        var creation = await log.CreateAsync(Name, partitions: 1, config, cancellationToken);
        if (creation.Topic is { } topic)
            Volatile.Write(ref _partition, topic.Partitions[0]);
        else
            Log.NotCreated(logger, creation.Error);
        return IsOpen;
    }

    /// <summary>
    /// Appends records as one batch, all or none. They have their place when this returns, and are on disk when the
    /// append's task ends without an error.
    /// </summary>
    public RecordAppend Append(IReadOnlyList<GroupRecord> records)
    {
        var partition = Volatile.Read(ref _partition)
            ?? throw new InvalidOperationException($"{Name} is written to before it was opened.");
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var batch = RecordBatchBuilder.Build([.. records.Select(record => record.ToLogRecord(now))]);
        var append = partition.Append(batch);
        if (append.Error == LogError.None)
            return new RecordAppend(append.BaseOffset, WaitAsync(partition, append.NextOffset));
        Log.NotAppended(logger, append.Error, records.Count);
        return new RecordAppend(-1, Task.FromResult(CodeOf(append.Error)));
    }

    /// <summary>Appends the record of a group itself, as it is now, and notes in the group where that is.</summary>
    public RecordAppend Append(Group group)
    {
        var append = Append([GroupRecord.Of(group)]);
        if (append.BaseOffset >= 0)
            group.StoredAt = append.BaseOffset;
        return append;
    }

    /// <summary>
    /// Hands all records to the visitor, in order. Damaged batches are passed over and logged: what they held is lost,
    /// and the records before them count; refusing to go on would stop every group for the commit of one.
    /// </summary>
    /// <returns>False when the disk could not be read up to the high watermark, so that there may be more.</returns>
    public bool Read(IGroupRecordVisitor visitor)
    {
        if (Volatile.Read(ref _partition) is not { } partition)
            return true;
        var (offset, end) = (partition.LogStart, partition.HighWatermark);
        while (offset < end)
        {
            using var read = partition.Read(offset, ReadChunkBytes);
            if (read.Error == LogError.CorruptBatch)
            {
                if (DamagedOffsets.FindEnd(partition, offset, end) is not { } next)
                    return false;
                Log.Damaged(logger, offset, next - 1);
                offset = next;
                continue;
            }

            if (read.Error != LogError.None)
            {
                Log.NotRead(logger, read.Error, offset);
                return false;
            }

            // After compaction the last offsets may be gone.
            if (read.Batches.IsEmpty)
                return true;
            offset = Visit(read.Batches.Span, visitor);
        }

        return true;
    }

    private static Partition? Find(TopicStore log) => log.TryGet(Name, out var topic) ? topic.Partitions[0] : null;

    private static async Task<ErrorCode> WaitAsync(Partition partition, long nextOffset) =>
        CodeOf(await partition.WaitDurableAsync(nextOffset, CancellationToken.None));

    /// <summary>With the last code clients look for the coordinator again, until the disk is sound.</summary>
    private static ErrorCode CodeOf(LogError error) => error switch
    {
        LogError.None => ErrorCode.None,
        LogError.BatchTooLarge => ErrorCode.MessageTooLarge,
        _ => ErrorCode.CoordinatorNotAvailable,
    };

    private long Visit(ReadOnlySpan<byte> batches, IGroupRecordVisitor visitor)
    {
        var next = 0L;
        while (batches.Length >= BatchLayout.HeaderSize)
        {
            var header = new BatchHeader(batches);
            var batch = batches[..(int)header.TotalSize];
            batches = batches[(int)header.TotalSize..];
            next = header.LastOffset + 1;
            VisitBatch(batch, visitor);
        }

        return next;
    }

    private void VisitBatch(ReadOnlySpan<byte> batch, IGroupRecordVisitor visitor)
    {
        var header = new BatchHeader(batch);
        if (header.Codec != CompressionCodec.None)
        {
            Log.NotUnderstood(logger, header.BaseOffset, "a compressed batch was not written by this broker");
            return;
        }

        var reader = new RecordReader(batch[BatchLayout.HeaderSize..], header.BaseOffset, header.BaseTimestamp);
        while (reader.MoveNext())
        {
            try
            {
                if (reader.HasKey)
                    GroupRecordCodec.Read(reader, visitor);
            }
            catch (WireFormatException e)
            {
                Log.NotUnderstood(logger, reader.Offset, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Error, "The topic __consumer_offsets could not be created: {Error}")]
        public static partial void NotCreated(ILogger logger, LogError error);

        [LoggerMessage(51, LogLevel.Error, "{Count} records of consumer groups could not be written: {Error}")]
        public static partial void NotAppended(ILogger logger, LogError error, int count);

        [LoggerMessage(52, LogLevel.Critical,
            "__consumer_offsets can not be read from offset {Offset} on ({Error}); commits behind it are unknown")]
        public static partial void NotRead(ILogger logger, LogError error, long offset);

        [LoggerMessage(54, LogLevel.Critical,
            "Offsets {From} to {To} of __consumer_offsets are damaged and passed over: what groups committed there is " +
            "lost, and what they committed before counts. Restore the file from a copy if that must not be.")]
        public static partial void Damaged(ILogger logger, long from, long to);

        [LoggerMessage(53, LogLevel.Warning, "Offset {Offset} of __consumer_offsets is passed over: {Reason}")]
        public static partial void NotUnderstood(ILogger logger, long offset, string reason);
    }
}
