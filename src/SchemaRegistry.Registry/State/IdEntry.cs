using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// What an id of a context stands for, and who has it: of each subject the version that was written last under the id,
/// in the order of writing. Immutable.
/// </summary>
public sealed class IdEntry
{
    private readonly SchemaHolder _first;
    private readonly SchemaHolder[]? _all;

    /// <summary>With one holder, as most ids have.</summary>
    public IdEntry(SchemaContent content, SchemaHolder holder) => (Content, _first) = (content, holder);

    /// <param name="content">What the id stands for.</param>
    /// <param name="holders">At least one.</param>
    public IdEntry(SchemaContent content, SchemaHolder[] holders)
        : this(content, holders[0]) => _all = holders;

    public SchemaContent Content { get; }

    public IReadOnlyList<SchemaHolder> Holders => _all ?? [_first];

    /// <summary>The holder when there is but one.</summary>
    public SchemaHolder? OnlyHolder => _all is null or [_] ? _first : null;
}

/// <summary>A version that has an id.</summary>
public readonly record struct SchemaHolder(QualifiedSubject Subject, int Version);
