namespace SchemaRegistry.Cli.Input;

/// <summary>
/// A row as JSON in UTF-8. Rows count from 1, lines too. The bytes are the reader's and are overwritten by the next
/// row.
/// </summary>
internal readonly record struct InputRow(long Number, long Line, ReadOnlyMemory<byte> Json);
