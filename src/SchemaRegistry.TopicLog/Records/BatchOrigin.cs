namespace SchemaRegistry.TopicLog.Records;

/// <summary>Which idempotent producer sent a batch, and where it stands in its sequence.</summary>
public sealed record BatchOrigin(long ProducerId, short Epoch, int BaseSequence)
{
    public static readonly BatchOrigin None = new(-1, -1, -1);
}
