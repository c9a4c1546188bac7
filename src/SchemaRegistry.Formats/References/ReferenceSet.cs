namespace SchemaRegistry.Formats.References;

/// <summary>
/// Everything that a schema refers to, directly or not: closed (no text in it needs one that is missing from it, as far
/// as the registry could resolve), depth first (a text stands after the texts it needs), each name once. Direct
/// references are the ones that the schema itself lists.
/// </summary>
public sealed class ReferenceSet
{
    public static readonly ReferenceSet Empty = new([]);

    public ReferenceSet(IReadOnlyList<ResolvedReference> resolved) => Resolved = resolved;

    public IReadOnlyList<ResolvedReference> Resolved { get; }

    public bool IsEmpty => Resolved.Count == 0;
}
