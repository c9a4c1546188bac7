using System.Diagnostics;
using Confluent.Kafka;

namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// A member of a group. It commits offsets after the records before them are on the output, never earlier, so that
/// nothing is left out; after a failure records may be printed again.
/// </summary>
internal sealed class GroupReading : RecordReading
{
    private readonly ConsumeOptions _options;
    private readonly string _group;
    private readonly RecordOutput _output;

    /// <summary>Behind the last record that was written, for partitions where that is not committed yet.</summary>
    private readonly Dictionary<TopicPartition, Offset> _uncommitted = [];

    private readonly HashSet<TopicPartition> _assigned = [];
    private readonly HashSet<TopicPartition> _atEnd = [];
    private bool _isMember;
    private long _committed = Stopwatch.GetTimestamp();

    public GroupReading(ConsumeOptions options, string group, RecordOutput output)
    {
        _options = options;
        _group = group;
        _output = output;
        Consumer = new ConsumerBuilder<byte[], byte[]>(Configure(options, group))
            .SetLogHandler((_, _) => { })
            .SetPartitionsAssignedHandler((_, partitions) => Take(partitions))
            .SetPartitionsRevokedHandler((_, _) => GiveBack())
            .SetPartitionsLostHandler((_, _) => Forget())
            .Build();
        try
        {
            FindPartitions(Consumer, options.Topic);
            Consumer.Subscribe(options.Topic);
        }
        catch
        {
            Consumer.Dispose();
            throw;
        }
    }

    /// <summary>In a group with more members than partitions some have nothing to read, and are done.</summary>
    public override bool IsOver => _options.ExitsAtEnd && _isMember && _atEnd.Count == _assigned.Count;

    protected override IConsumer<byte[], byte[]> Consumer { get; }

    public override ConsumeResult<byte[], byte[]>? Read()
    {
        try
        {
            return base.Read();
        }
        catch (ConsumeException e) when (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            throw new CommandException(
                $"Topic {_options.Topic} has no record at the offset where group {_group} goes on, and it is not the end: "
                + $"{e.Error.Reason}. Move the group: schema-registry groups reset {_group} --topic {_options.Topic}.");
        }
    }

    public override void Wrote(ConsumeResult<byte[], byte[]> result)
    {
        _uncommitted[result.TopicPartition] = result.Offset + 1;
        if (Stopwatch.GetElapsedTime(_committed) < CliLimits.CommitInterval)
            return;
        _output.Flush();
        Printed();
    }

    /// <summary>
    /// Commits. While the group shares its partitions out anew that may be refused; then the next time counts, or the
    /// member that gets the partitions prints the records again.
    /// </summary>
    public override void Printed()
    {
        try
        {
            Finish();
        }
        catch (KafkaException e) when (IsRebalance(e))
        {
        }
    }

    public override void Finish()
    {
        _committed = Stopwatch.GetTimestamp();
        if (_uncommitted.Count == 0)
            return;
        Consumer.Commit(_uncommitted.Select(behind => new TopicPartitionOffset(behind.Key, behind.Value)));
        _uncommitted.Clear();
    }

    /// <summary>Leaves the group, so that others need not wait for its session to end.</summary>
    public override void Dispose()
    {
        // After a failure it is not known whether these were printed.
        _uncommitted.Clear();
        Consumer.Close();
        Consumer.Dispose();
    }

    protected override void ReachedEnd(TopicPartition partition)
    {
        if (_assigned.Contains(partition))
            _atEnd.Add(partition);
    }

    /// <summary>Where nothing is committed yet, reading begins where <c>--from</c> says.</summary>
    private IEnumerable<TopicPartitionOffset> Take(List<TopicPartition> partitions)
    {
        _isMember = true;
        _assigned.UnionWith(partitions);
        if (partitions.Count == 0)
            return [];
        var committed = Consumer.Committed(partitions, CliLimits.BrokerTimeout);
        var fresh = committed
            .Where(position => position.Offset == Offset.Unset)
            .Select(position => position.TopicPartition)
            .ToList();
        var known = committed.Where(position => position.Offset != Offset.Unset);
        return fresh.Count > 0 ? [.. known, .. FindStart(Consumer, fresh, _options.From)] : known;
    }

    private void GiveBack()
    {
        if (_uncommitted.Count > 0)
        {
            _output.Flush();
            Printed();
        }

        Forget();
    }

    private void Forget()
    {
        _isMember = false;
        _assigned.Clear();
        _atEnd.Clear();
        _uncommitted.Clear();
    }

    private static bool IsRebalance(KafkaException e) =>
        IsRebalance(e.Error.Code)
        || (e is TopicPartitionOffsetException partial
            && partial.Results.Exists(result => IsRebalance(result.Error.Code)));

    private static bool IsRebalance(ErrorCode code) =>
        code is ErrorCode.RebalanceInProgress or ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId;
}
