using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Whether the times of a batch are near enough to the clock (KIP-937). Read from the header, so that compressed
/// batches are held to the same: the largest time of all records may not be too far ahead, the time of the first
/// record not too far behind. A later record that is older than the first is not looked at; Kafka walks all. A record
/// without a time (−1) passes, as in Kafka. Pure; throws nothing.
/// </summary>
internal static class TimestampRules
{
    private const long NoTimestamp = -1;

    public static LogError Check(BatchHeader batch, TopicConfig config, DateTimeOffset now)
    {
        if (config.StampsAppendTime)
            return LogError.None;
        var clock = now.ToUnixTimeMilliseconds();
        var (first, last) = (batch.BaseTimestamp, batch.MaxTimestamp);
        var isBehind = first != NoTimestamp && first < clock - config.MaxTimestampLagMs;
        var isAhead = last > clock && last - clock > config.MaxTimestampLeadMs;
        return isBehind || isAhead ? LogError.InvalidTimestamp : LogError.None;
    }
}
