namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Is told that a partition has more to read, or that it has gone. The call comes on the thread that made it so: it
/// must be short and may not call back into the partition.
/// </summary>
public interface IHighWatermarkListener
{
    void OnAdvanced();
}
