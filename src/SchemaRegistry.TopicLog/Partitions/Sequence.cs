namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Arithmetic of sequence numbers, which run from 0 to 2³¹−1 and start again at 0.</summary>
internal static class Sequence
{
    public static int Add(int sequence, int count) => (int)(((long)sequence + count) & int.MaxValue);
}
