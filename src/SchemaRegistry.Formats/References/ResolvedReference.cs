namespace SchemaRegistry.Formats.References;

/// <summary>The text behind one reference name.</summary>
public sealed record ResolvedReference(string Name, string Text)
{
    /// <summary>
    /// What holds the text, where that is known: the subject with its context, and the number of the version. Null for
    /// a text that is not registered.
    /// </summary>
    public SchemaReference? Target { get; init; }

    /// <summary>Whether both are known to be one version of one subject.</summary>
    public bool IsSameVersionAs(ResolvedReference other) =>
        Target is { } target
        && other.Target is { } otherTarget
        && target.Version == otherTarget.Version
        && target.Subject == otherTarget.Subject;
}
