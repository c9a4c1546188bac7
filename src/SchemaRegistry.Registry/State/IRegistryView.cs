using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.State;

/// <summary>What rules may ask of the state, be it published or pending. Answers are immutable objects.</summary>
internal interface IRegistryView
{
    SubjectState? Subject(QualifiedSubject subject);

    IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> Subjects { get; }

    IdEntry? ById(string context, int id);

    /// <summary>The id of a content in a context, or null.</summary>
    int? ByIdentity(string context, Guid identity);

    /// <summary>The highest id that was ever given in a context; 0 before the first.</summary>
    int HighestId(string context);

    /// <summary>The versions, deleted ones among them, that refer to a version.</summary>
    IReadOnlyList<SchemaHolder> Referrers(SchemaHolder target);

    RegistryConfig? Config(QualifiedSubject scope);

    RegistryMode? Mode(QualifiedSubject scope);

    /// <summary>The scopes that have a mode of their own; a subject may have one before its first version.</summary>
    IEnumerable<QualifiedSubject> ModeScopes { get; }

    /// <summary>
    /// Contexts in which something was registered and that were not deleted since, in ordinal order, the default one
    /// first.
    /// </summary>
    IReadOnlyList<string> Contexts { get; }

    IReadOnlyList<Association> AssociationsOfSubject(QualifiedSubject subject);

    /// <summary>The associations of the resource with that id, in order of kinds.</summary>
    IReadOnlyList<Association> AssociationsOfResource(string id);

    /// <summary>The associations of all resources of that name, in whatever namespace.</summary>
    IReadOnlyList<Association> AssociationsNamed(string resourceName);

    /// <summary>A key encryption key with all that is under it, be it deleted or not.</summary>
    KekState? Kek(string name);

    KeyCount KeyCount { get; }
}
