using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// What an id of a context stands for, and who has it: of each subject the version that was written last under the id,
/// in the order of writing. Immutable.
/// </summary>
public sealed record IdEntry(SchemaContent Content, IReadOnlyList<SchemaHolder> Holders);

/// <summary>A version that has an id.</summary>
public readonly record struct SchemaHolder(QualifiedSubject Subject, int Version);
