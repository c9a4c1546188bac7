namespace SchemaRegistry.Registry.Naming;

/// <summary>Which names may be written to. Reading never validates: an impossible name is just not found.</summary>
internal static class SubjectRules
{
    public static bool IsValidSubject(QualifiedSubject subject) =>
        HasLegalName(subject) && subject.Context != QualifiedSubject.GlobalContext;

    /// <summary>A config or mode may also be set on a context, and on the one behind all contexts.</summary>
    public static bool IsValidScope(QualifiedSubject scope) => HasLegalName(scope);

    private static bool HasLegalName(QualifiedSubject subject) =>
        subject.Name is not "__GLOBAL" and not "__EMPTY"
        && !subject.Name.Any(char.IsControl)
        && !subject.Context.Any(char.IsControl);
}
