namespace SchemaRegistry.Registry.Naming;

/// <summary>
/// Which subjects a list has: <c>:*:</c> all contexts, nothing the default context, <c>:.ctx:</c> that context, each
/// followed by the beginning of the name.
/// </summary>
public readonly record struct SubjectPrefix(string? Context, string NamePrefix)
{
    private const string AnyContext = ":*:";

    public static SubjectPrefix Parse(string text)
    {
        if (text.StartsWith(AnyContext, StringComparison.Ordinal))
            return new SubjectPrefix(null, text[AnyContext.Length..]);
        var subject = QualifiedSubject.Parse(text);
        return new SubjectPrefix(subject.Context, subject.Name);
    }

    public bool Matches(QualifiedSubject subject) =>
        (Context is null || Context == subject.Context)
            && subject.Name.StartsWith(NamePrefix, StringComparison.Ordinal);
}
