using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Which versions a reference may name.</summary>
internal enum ReferenceTargets
{
    /// <summary>New schemas refer to what is not deleted.</summary>
    Active,

    /// <summary>What is stored keeps working after its targets were soft-deleted.</summary>
    All,
}

/// <summary>References with their numbers, and all texts behind them.</summary>
internal sealed record ResolvedReferences(IReadOnlyList<SchemaReference> Direct, ReferenceSet Closed)
{
    public static readonly ResolvedReferences None = new([], ReferenceSet.Empty);
}

/// <summary>
/// Follows references depth first over what is registered. Of two references with one name the first counts, which also
/// ends loops. A subject without a context lies in that of the schema that refers to it.
/// </summary>
internal sealed class ReferenceResolution
{
    private readonly IRegistryView _view;
    private readonly SchemaLibrary _library;
    private readonly ReferenceTargets _targets;
    private readonly HashSet<string> _names = [];
    private readonly List<ResolvedReference> _resolved = [];
    private long _characters;

    private ReferenceResolution(IRegistryView view, SchemaLibrary library, ReferenceTargets targets)
    {
        _view = view;
        _library = library;
        _targets = targets;
    }

    /// <exception cref="RegistryException">A reference is incomplete, points nowhere, or there are too
    /// many.</exception>
    public static ResolvedReferences Resolve(
        IRegistryView view, SchemaLibrary library, string context, IReadOnlyList<SchemaReference> references,
            ReferenceTargets targets)
    {
        if (references.Count == 0)
            return ResolvedReferences.None;
        var resolution = new ReferenceResolution(view, library, targets);
        var direct = references.Select(reference => resolution.MakeConcrete(reference, context)).ToList();
        foreach (var reference in direct)
            resolution.Follow(reference, context, depth: 0);
        return new ResolvedReferences(direct, new ReferenceSet(resolution._resolved));
    }

    private SchemaReference MakeConcrete(SchemaReference reference, string context)
    {
        if (string.IsNullOrEmpty(reference.Name) || string.IsNullOrEmpty(reference.Subject))
        {
            throw new RegistryException(RegistryErrorCode.InvalidReference)
            {
                Text = $"{{name='{reference.Name}', subject='{reference.Subject}', version={reference.Version}}}",
            };
        }

        var (_, version) = Find(reference, context);
        return reference with { Version = version.Version };
    }

    private void Follow(SchemaReference reference, string context, int depth)
    {
        if (!_names.Add(reference.Name))
            return;
        if (_names.Count > RegistryLimits.MaxReferences || depth > RegistryLimits.MaxReferenceDepth)
            throw new RegistryException(RegistryErrorCode.ReferencesTooMany);

        var (subject, version) = Find(reference, context);
        foreach (var next in version.Content.References)
            Follow(next, subject.Context, depth + 1);
        var text = _library.Texts.Get(version.Content);
        _characters += text.Length;
        if (_characters > RegistryLimits.MaxReferencedCharacters)
            throw new RegistryException(RegistryErrorCode.ReferencesTooMany);
        _resolved.Add(new ResolvedReference(reference.Name, text));
    }

    private (QualifiedSubject Subject, SubjectVersion Version) Find(SchemaReference reference, string context)
    {
        var subject = QualifiedSubject.Parse(reference.Subject, context);
        var state = _view.Subject(subject);
        var version = reference.Version < 0 ? state?.Latest : state?.Find(reference.Version);
        if (version is null || (version.IsDeleted && _targets == ReferenceTargets.Active))
        {
            throw new RegistryException(RegistryErrorCode.ReferenceNotFound)
            {
                Subject = subject,
                Version = reference.Version,
            };
        }

        return (subject, version);
    }
}
