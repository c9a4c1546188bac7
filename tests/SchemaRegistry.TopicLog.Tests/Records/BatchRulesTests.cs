using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Records;

public sealed class BatchRulesTests
{
    /// <summary>
    /// Bit 6 is the log's own (KIP-534): from a client it would say that the times of the records count from a moment
    /// of its choice, and that its tombstones may go then.
    /// </summary>
    [Theory]
    [InlineData(0x00, LogError.None)]
    [InlineData(0x10, LogError.None)]
    [InlineData(0x20, LogError.InvalidRecord)]
    [InlineData(0x40, LogError.InvalidRecord)]
    public void A_client_may_not_set_the_attributes_that_only_the_log_sets(int attributes, LogError expected)
    {
        var batch = RecordBatchBuilder.Build([new LogRecord("k"u8.ToArray(), null, Timestamp: 7)]);
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(BatchLayout.Attributes), (short)attributes);
        RecordBatchBuilder.Seal(batch);

        Assert.Equal(expected, BatchRules.CheckSubmitted(batch, LogLimits.DefaultMaxBatchBytes));
    }
}
