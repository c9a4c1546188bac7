namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Records of one batch on their way to disk: the offset of the first, or −1 when nothing was appended, and a task
/// that ends when they are there, or tells why they never will be.
/// </summary>
internal readonly record struct RecordAppend(long BaseOffset, Task<ErrorCode> Durable);
