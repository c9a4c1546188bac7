namespace SchemaRegistry.Registry.State;

/// <summary>
/// A version of a subject. The timestamp is in milliseconds since 1970, of its registration or soft delete.
/// </summary>
public sealed record SubjectVersion(int Version, int Id, SchemaContent Content, bool IsDeleted, long TimestampMs);
