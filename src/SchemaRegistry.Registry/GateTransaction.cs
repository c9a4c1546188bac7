using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// The changes that go out together. Each is applied to the pending state at once, so that the writes after it see it.
/// A write checks everything before it adds its first change: there is no way back but dropping the whole transaction.
/// </summary>
internal sealed class GateTransaction(PublishedState published, TimeProvider time, long nextContentId)
{
    private readonly List<NewContent> _contents = [];
    private readonly List<RegistryChange> _changes = [];
    private long _nextContentId = nextContentId;

    public PendingState State { get; } = new(published);

    public long NextContentId => _nextContentId;

    public IReadOnlyList<NewContent> Contents => _contents;

    public IReadOnlyList<RegistryChange> Changes => _changes;

    public SchemaContent AddContent(SchemaCandidate candidate, Guid identity)
    {
        var content = new SchemaContent(
            _nextContentId++,
            identity,
            candidate.Parsed.Type,
            candidate.References,
            candidate.Metadata,
            candidate.RuleSet,
            candidate.Parsed.EquivalenceKey);
        _contents.Add(new NewContent(content, candidate.Text));
        return content;
    }

    public void AddVersion(QualifiedSubject subject, int version, int id, SchemaContent content) =>
        Add(new RegistryChange(0, ChangeKind.VersionAdded, subject, version, id, content.ContentId, null, 0), content);

    public void DeleteVersion(QualifiedSubject subject, int version) =>
        Add(new RegistryChange(0, ChangeKind.VersionDeleted, subject, version, 0, 0, null, 0));

    public void RemoveVersion(QualifiedSubject subject, int version) =>
        Add(new RegistryChange(0, ChangeKind.VersionRemoved, subject, version, 0, 0, null, 0));

    public void SetConfig(QualifiedSubject scope, RegistryConfig? config) =>
        Add(new RegistryChange(
            0, ChangeKind.ConfigSet, scope, 0, 0, 0, config is null ? null : ChangeJson.Write(config), 0));

    public void SetMode(QualifiedSubject scope, RegistryMode? mode) =>
        Add(new RegistryChange(0, ChangeKind.ModeSet, scope, 0, 0, 0, mode?.ToName(), 0));

    public void RemoveContext(string context) =>
        Add(new RegistryChange(
            0, ChangeKind.ContextRemoved, new QualifiedSubject(context, ""), 0, 0, 0, null, 0));

    /// <summary>Adds an association, and returns it with its time.</summary>
    public Association AddAssociation(Association association)
    {
        SetAssociation(association.Subject, StoredAssociation.Of(association));
        return State.AssociationsOfResource(association.Resource.Id!).First(other => other.Kind == association.Kind);
    }

    public void RemoveAssociation(Association association) =>
        SetAssociation(association.Subject, StoredAssociation.Removal(association));

    public void SetKek(KeyEncryptionKey kek) => Add(KeyChange.Set(kek));

    public void RemoveKek(string name) => Add(KeyChange.RemoveKek(name));

    public void SetDek(DataEncryptionKey dek) => Add(KeyChange.Set(dek));

    public void RemoveDek(DataEncryptionKey dek) => Add(KeyChange.Remove(dek));

    /// <summary>Removes the settings of a subject that has no version any more.</summary>
    public void ClearSettings(QualifiedSubject subject)
    {
        if (State.Mode(subject) is not null)
            SetMode(subject, null);
        if (State.Config(subject) is not null)
            SetConfig(subject, null);
    }

    private void SetAssociation(QualifiedSubject subject, StoredAssociation stored) =>
        Add(new RegistryChange(0, ChangeKind.AssociationSet, subject, 0, 0, 0, ChangeJson.Write(stored), 0));

    private void Add(RegistryChange draft, SchemaContent? content = null)
    {
        var change = draft with
        {
            Sequence = published.Sequence + _changes.Count + 1,
            TimestampMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        _changes.Add(change);
        StateTransition.Apply(State, change, content);
    }
}
