using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Associations;

/// <summary>What becomes of an association that is there already.</summary>
public enum AssociationWriteKind
{
    /// <summary>Only an equal one may be there.</summary>
    Create,

    /// <summary>It is confirmed, and its subject may get another version.</summary>
    Upsert,
}

/// <summary>Associations of one resource to be made together, all or none.</summary>
public sealed record AssociationWrite
{
    public required ResourceRequest Resource { get; init; }

    public required AssociationWriteKind Kind { get; init; }

    /// <summary>Null when the request has none, which is refused.</summary>
    public IReadOnlyList<AssociationEntry>? Entries { get; init; }

    /// <summary>The context of subjects that name none.</summary>
    public string Context { get; init; } = QualifiedSubject.DefaultContext;

    /// <summary>Whether the rules are asked and nothing is written; the resource then needs no id.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>One association as a request sends it; nothing is checked yet, null is "not said".</summary>
public sealed record AssociationEntry
{
    public string? Subject { get; init; }

    public string? Kind { get; init; }

    public AssociationLifecycle? Lifecycle { get; init; }

    public bool? IsFrozen { get; init; }

    /// <summary>A schema to register in the subject together with the association.</summary>
    public SchemaRequest? Schema { get; init; }
}

/// <summary>A resource as a request names it; nothing is checked yet.</summary>
public sealed record ResourceRequest(string? Name, string? Namespace, string? Id, string? Type);

/// <summary>What an operation of a mutation does.</summary>
public enum AssociationOperationKind
{
    Create,
    Upsert,
    Delete,
}

/// <summary>
/// One operation; of the entry of a delete only the kind counts, and <paramref name="Cascades"/> counts for deletes
/// only.
/// </summary>
public sealed record AssociationOperation(AssociationOperationKind Kind, AssociationEntry Entry, bool Cascades);

/// <summary>
/// Operations on one resource, in order, at most one for each kind of association. Those of one kind that stand side by
/// side are carried out together, all or none; when a later one is refused, the earlier ones stay.
/// </summary>
public sealed record AssociationMutation
{
    public required ResourceRequest Resource { get; init; }

    /// <summary>Null when the request has none, which is refused.</summary>
    public IReadOnlyList<AssociationOperation>? Operations { get; init; }

    /// <summary>The context of subjects that name none.</summary>
    public string Context { get; init; } = QualifiedSubject.DefaultContext;

    /// <summary>
    /// Whether the rules are asked, each operation against what is there now, and nothing is written.
    /// </summary>
    public bool IsDryRun { get; init; }
}

/// <summary>An association, and the schema that was registered or is told with it, if any.</summary>
public sealed record AnsweredAssociation(Association Association, FoundSchema? Schema);

/// <summary>What became of a write: the associations that are new, none when all were there.</summary>
public sealed record AssociationAnswer(AssociatedResource Resource, IReadOnlyList<AnsweredAssociation> Associations)
{
    /// <summary>How many versions were registered.</summary>
    public int RegisteredCount { get; init; }

    /// <summary>The schemas by kind, also those of associations that were there.</summary>
    public IReadOnlyDictionary<string, FoundSchema> Schemas { get; init; } = new Dictionary<string, FoundSchema>();
}
