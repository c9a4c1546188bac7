using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>A version with its text.</summary>
public sealed record StoredSchema(QualifiedSubject Subject, SubjectVersion Version, string Text);

/// <summary>How a subject's version was recognized as the schema that was asked for.</summary>
public enum SchemaMatching
{
    /// <summary>By the identity: text, references, metadata and rules are the same.</summary>
    Identity,

    /// <summary>By comparing meanings; texts may differ.</summary>
    Equivalence,
}

/// <summary>A version that was looked for, and how it was found.</summary>
public sealed record FoundSchema(StoredSchema Schema, SchemaMatching Matching);

/// <summary>
/// What became of a registration. <paramref name="Matching"/> is null when a version was added; else it tells how the
/// subject's own version was found.
/// </summary>
public sealed record RegisterAnswer(StoredSchema Schema, SchemaMatching? Matching)
{
    public bool IsNew => Matching is null;
}
