namespace SchemaRegistry.Kafka.Handlers;

/// <summary>A topic of a fetch, and which rows are its partitions.</summary>
internal readonly record struct FetchTopicRows(string Name, int FirstRow, int RowCount);
