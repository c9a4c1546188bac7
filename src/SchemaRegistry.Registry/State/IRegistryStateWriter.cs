using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.State;

/// <summary>The state as the transition writes it; null removes.</summary>
internal interface IRegistryStateWriter : IRegistryView
{
    /// <summary>Gives a subject a version that it has not, making the subject when it is its first.</summary>
    void AddVersion(QualifiedSubject subject, SubjectVersion version);

    void SetSubject(QualifiedSubject subject, SubjectState? state);

    void SetId(string context, int id, IdEntry? entry);

    void SetIdentity(string context, Guid identity, int? id);

    void SetHighestId(string context, int id);

    /// <summary>Whether a context is listed.</summary>
    void SetContext(string context, bool isListed);

    void SetReferrers(SchemaHolder target, IReadOnlyList<SchemaHolder> referrers);

    void SetConfig(QualifiedSubject scope, RegistryConfig? config);

    void SetMode(QualifiedSubject scope, RegistryMode? mode);

    /// <summary>Replaces all associations of a resource.</summary>
    void SetAssociations(string resourceId, IReadOnlyList<Association> associations);

    void SetKek(string name, KekState? state);
}
