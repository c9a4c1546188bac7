using SchemaRegistry.Formats;
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

/// <summary>Whose references are followed: a schema of that language in that context.</summary>
internal readonly record struct ReferenceOwner(string Context, SchemaType Type);

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
    private readonly SchemaType _type;
    private readonly ReferenceTargets _targets;
    private readonly Dictionary<string, int> _versions = [];
    private readonly List<ResolvedReference> _resolved = [];
    private long _characters;

    private ReferenceResolution(
        IRegistryView view, SchemaLibrary library, SchemaType type, ReferenceTargets targets)
    {
        _view = view;
        _library = library;
        _type = type;
        _targets = targets;
    }

    /// <exception cref="RegistryException">A reference is incomplete, points nowhere, or there are too
    /// many.</exception>
    public static ResolvedReferences Resolve(
        IRegistryView view, SchemaLibrary library, ReferenceOwner owner, IReadOnlyList<SchemaReference> references,
            ReferenceTargets targets)
    {
        if (references.Count == 0)
            return ResolvedReferences.None;
        var resolution = new ReferenceResolution(view, library, owner.Type, targets);
        var direct = references.Select(reference => resolution.MakeConcrete(reference, owner.Context)).ToList();
        foreach (var reference in direct)
            resolution.Follow(reference, owner.Context, depth: 0);
        return new ResolvedReferences(direct, new ReferenceSet(resolution._resolved));
    }

    private SchemaReference MakeConcrete(SchemaReference reference, string context)
    {
        var (_, version) = Find(reference, context);
        return reference with { Version = version.Version };
    }

    private void Follow(SchemaReference reference, string context, int depth)
    {
        var (subject, version) = Find(reference, context);
        if (!_versions.TryAdd(reference.Name, version.Version))
        {
            CheckSameVersion(reference.Name, version.Version);
            return;
        }

        if (_versions.Count > RegistryLimits.MaxReferences || depth > RegistryLimits.MaxReferenceDepth)
            throw new RegistryException(RegistryErrorCode.ReferencesTooMany) { Type = _type };
        foreach (var next in version.Content.References)
            Follow(next, subject.Context, depth + 1);
        var text = _library.Texts.Get(version.Content);
        _characters += text.Length;
        if (_characters > RegistryLimits.MaxReferencedCharacters)
            throw new RegistryException(RegistryErrorCode.ReferencesTooMany) { Type = _type };
        var target = new SchemaReference(reference.Name, subject.ToString(), version.Version);
        _resolved.Add(new ResolvedReference(reference.Name, text) { Target = target });
    }

    /// <summary>Another version under a name that was seen is passed over, unless the operator is strict.</summary>
    private void CheckSameVersion(string name, int version)
    {
        if (_library.HasStrictReferences && _versions[name] != version)
        {
            throw new RegistryException(RegistryErrorCode.ReferencesConflict)
            {
                Type = _type,
                Text = $"\"{name}\": version {_versions[name]} and version {version}",
            };
        }
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
                Type = _type,
            };
        }

        return (subject, version);
    }
}
