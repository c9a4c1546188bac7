namespace SchemaRegistry.Formats.Changes;

/// <summary>
/// A change with the paths under which the compatibility rules speak of it: <paramref name="BackwardAt"/> when the new
/// schema is the reader, <paramref name="ForwardAt"/> when the old one is; null where they never do.
/// </summary>
public sealed record FoundChange(SchemaChange Change, string? BackwardAt, string? ForwardAt);
