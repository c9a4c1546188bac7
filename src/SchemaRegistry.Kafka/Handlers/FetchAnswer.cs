using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Encodes the answer to a fetch from its plan: as the generated <see cref="Messages.FetchResponse"/> would, without
/// the objects.
/// </summary>
internal static class FetchAnswer
{
    private const sbyte ReadCommitted = 1;
    private const short FlexibleSince = 12;
    private const int NoSession = 0;
    private const int NoPreferredReplica = -1;

    /// <param name="frame">A frame that has been begun.</param>
    /// <param name="plan">What was found.</param>
    /// <param name="request">Whose correlation id and version the answer has.</param>
    /// <param name="error">Of the request as a whole; then no topic is named.</param>
    public static FrameBuffer Encode(FrameBuffer frame, FetchPlan plan, RequestContext request, ErrorCode error)
    {
        var version = request.Version;
        var writer = new WireWriter(frame);
        var form = version >= FlexibleSince ? LengthForm.Compact : LengthForm.Fixed;
        writer.WriteInt32(request.CorrelationId);
        WriteNoTags(writer, form);
        writer.WriteInt32(0);
        if (version >= 7)
        {
            writer.WriteInt16((short)error);
            writer.WriteInt32(NoSession);
        }

        var topics = error == ErrorCode.None ? plan.Topics : default;
        writer.WriteCount(topics.Length, form);
        foreach (ref readonly var topic in topics)
        {
            writer.WriteString(topic.Name, form);
            writer.WriteCount(topic.RowCount, form);
            foreach (ref readonly var row in plan.Rows.Slice(topic.FirstRow, topic.RowCount))
                WriteRow(writer, row, plan.IsolationLevel, version);
            WriteNoTags(writer, form);
        }

        WriteNoTags(writer, form);
        return frame.Seal();
    }

    private static void WriteRow(WireWriter writer, in FetchRow row, sbyte isolationLevel, short version)
    {
        var form = version >= FlexibleSince ? LengthForm.Compact : LengthForm.Fixed;
        writer.WriteInt32(row.PartitionIndex);
        writer.WriteInt16((short)row.Error);
        writer.WriteInt64(row.HighWatermark);

        // Nothing is in a transaction, so all that can be read is stable, and none was aborted.
        writer.WriteInt64(row.HighWatermark);
        if (version >= 5)
            writer.WriteInt64(row.LogStart);
        writer.WriteCount(isolationLevel == ReadCommitted && row.Partition is not null ? 0 : -1, form);
        if (version >= 11)
            writer.WriteInt32(NoPreferredReplica);

        // Empty and not null: some clients misread null records.
        writer.WriteRecords(row.Records, form);
        WriteNoTags(writer, form);
    }

    private static void WriteNoTags(WireWriter writer, LengthForm form)
    {
        if (form == LengthForm.Compact)
            writer.WriteTagCount(0);
    }
}
