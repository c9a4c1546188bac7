using System.Text;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// A fetch request as it is decoded: like the generated <see cref="Messages.FetchRequest"/>, but into memory that the
/// next request uses again, and with the names of topics that exist taken from there. A consumer at the end of its
/// partitions polls all the time and shall cost no garbage. Used by one thread at a time.
/// </summary>
internal sealed class FetchPlan
{
    private const short SessionsSince = 7;
    private const short RackSince = 11;
    private const short FlexibleSince = 12;

    private FetchTopicRows[] _topics = new FetchTopicRows[1];
    private FetchRow[] _rows = new FetchRow[1];
    private int _topicCount;
    private int _rowCount;

    public int MaxWaitMs { get; private set; }

    public int MinBytes { get; private set; }

    public int MaxBytes { get; private set; }

    public sbyte IsolationLevel { get; private set; }

    public int SessionId { get; private set; }

    public ReadOnlySpan<FetchTopicRows> Topics => _topics.AsSpan(0, _topicCount);

    public Span<FetchRow> Rows => _rows.AsSpan(0, _rowCount);

    /// <summary>Whether it is small enough to be kept for another request.</summary>
    public bool IsSmall => Math.Max(_rows.Length, _topics.Length) <= KafkaLimits.MaxPooledFetchPartitions;

    /// <summary>Decodes a request of the versions 4 to 12; the fields are those of Schemas/Fetch.txt.</summary>
    /// <exception cref="WireFormatException">The body is none of this version.</exception>
    public void Decode(ReadOnlyMemory<byte> body, short version, TopicStore log)
    {
        var reader = new WireReader(body);
        var form = version >= FlexibleSince ? LengthForm.Compact : LengthForm.Fixed;
        Clear();
        reader.ReadInt32();
        MaxWaitMs = reader.ReadInt32();
        MinBytes = reader.ReadInt32();
        MaxBytes = reader.ReadInt32();
        IsolationLevel = reader.ReadInt8();
        SessionId = version >= SessionsSince ? reader.ReadInt32() : 0;
        if (version >= SessionsSince)
            reader.ReadInt32();

        for (var left = reader.ReadCount(form, minElementBytes: 3); left > 0; left--)
            DecodeTopic(ref reader, version, form, log);

        if (version >= SessionsSince)
            SkipForgotten(ref reader, form);
        if (version >= RackSince)
            reader.ReadText(form);
        if (form == LengthForm.Compact)
            reader.SkipTags();
    }

    /// <summary>Lets go of partitions and records, so that a plan that is kept keeps nothing else.</summary>
    public void Clear()
    {
        Rows.Clear();
        _topics.AsSpan(0, _topicCount).Clear();
        _topicCount = 0;
        _rowCount = 0;
    }

    private void DecodeTopic(ref WireReader reader, short version, LengthForm form, TopicStore log)
    {
        var name = NameOf(reader.ReadText(form), log);
        var count = reader.ReadCount(form, minElementBytes: 16);
        if (_topicCount == _topics.Length)
            Array.Resize(ref _topics, _topicCount * 2);
        _topics[_topicCount++] = new FetchTopicRows(name, _rowCount, count);
        if (_rows.Length - _rowCount < count)
            Array.Resize(ref _rows, Math.Max(_rowCount + count, _rows.Length * 2));
        for (var left = count; left > 0; left--)
            _rows[_rowCount++] = DecodeRow(ref reader, version, form);
        if (form == LengthForm.Compact)
            reader.SkipTags();
    }

    private static FetchRow DecodeRow(ref WireReader reader, short version, LengthForm form)
    {
        var partition = reader.ReadInt32();
        var epoch = version >= 9 ? reader.ReadInt32() : -1;
        var offset = reader.ReadInt64();
        if (version >= 12)
            reader.ReadInt32();
        if (version >= 5)
            reader.ReadInt64();
        var maxBytes = reader.ReadInt32();
        if (form == LengthForm.Compact)
            reader.SkipTags();
        return new FetchRow
        {
            PartitionIndex = partition,
            CurrentLeaderEpoch = epoch,
            Offset = offset,
            MaxBytes = maxBytes,
        };
    }

    /// <summary>Topics that left a session; there are none, but clients may still send the list.</summary>
    private static void SkipForgotten(ref WireReader reader, LengthForm form)
    {
        for (var left = reader.ReadCount(form, minElementBytes: 2); left > 0; left--)
        {
            reader.ReadText(form);
            for (var partitions = reader.ReadCount(form, minElementBytes: 4); partitions > 0; partitions--)
                reader.ReadInt32();
            if (form == LengthForm.Compact)
                reader.SkipTags();
        }
    }

    private static string NameOf(ReadOnlySpan<byte> utf8, TopicStore log)
    {
        Span<char> chars = stackalloc char[LogLimits.MaxTopicNameLength];
        if (utf8.Length <= chars.Length
            && log.TryGet(chars[..Encoding.UTF8.GetChars(utf8, chars)], out var topic))
        {
            return topic.Name;
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
