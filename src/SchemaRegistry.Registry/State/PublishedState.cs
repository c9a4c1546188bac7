using System.Collections.Concurrent;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// What readers see: concurrent maps of immutable objects. Written by the gate only, in an order that keeps what a
/// reader follows already there: ids before the subjects that have them.
/// </summary>
internal sealed class PublishedState : IRegistryStateWriter
{
    private readonly ConcurrentDictionary<QualifiedSubject, SubjectState> _subjects = [];
    private readonly IdMap _ids = new();
    private readonly IdentityMap _identities = new();
    private readonly ConcurrentDictionary<string, int> _highestIds = [];
    private readonly ConcurrentDictionary<string, bool> _contexts = [];
    private readonly ConcurrentDictionary<SchemaHolder, IReadOnlyList<SchemaHolder>> _referrers = [];
    private readonly ConcurrentDictionary<QualifiedSubject, RegistryConfig> _configs = [];
    private readonly ConcurrentDictionary<QualifiedSubject, RegistryMode> _modes = [];
    private readonly ChangeSignal _published = new();
    private readonly ConcurrentDictionary<string, KekState> _keks = [];
    private volatile KeyCount _keyCount = KeyCount.None;
    private SubjectIndex? _index;
    private long _subjectsRevision;
    private long _sequence;

    /// <summary>The last change that is visible; setting it wakes those who wait for one.</summary>
    public long Sequence
    {
        get => Interlocked.Read(ref _sequence);
        set
        {
            Interlocked.Exchange(ref _sequence, value);
            _published.Raise();
        }
    }

    public AssociationIndex AssociationIndex { get; } = new();

    public IEnumerable<Association> Associations => AssociationIndex.All;

    /// <summary>Done when <see cref="Sequence"/> is set next.</summary>
    public Task NextChange => _published.Next;

    public IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> Subjects => _subjects;

    /// <summary>Grows whenever a subject comes or goes, or becomes active or deleted.</summary>
    public long SubjectsRevision => Interlocked.Read(ref _subjectsRevision);

    /// <summary>The subjects in order, put together anew when <see cref="SubjectsRevision"/> has grown.</summary>
    public SubjectIndex Index
    {
        get
        {
            // Read first: what comes meanwhile may be in the index, and makes it be put together once more.
            var revision = SubjectsRevision;
            if (Volatile.Read(ref _index) is { } known && known.Revision == revision)
                return known;
            var index = new SubjectIndex(revision, _subjects);
            Volatile.Write(ref _index, index);
            return index;
        }
    }

    public IReadOnlyList<string> Contexts =>
    [
        QualifiedSubject.DefaultContext,
        .. _contexts.Keys.Where(name => name != QualifiedSubject.DefaultContext).Order(StringComparer.Ordinal),
    ];

    public IEnumerable<KeyValuePair<QualifiedSubject, RegistryConfig>> Configs => _configs;

    public IEnumerable<QualifiedSubject> ModeScopes => _modes.Keys;

    /// <summary>In no order.</summary>
    public IEnumerable<KekState> Keks => _keks.Select(pair => pair.Value);

    public KeyCount KeyCount => _keyCount;

    public SubjectState? Subject(QualifiedSubject subject) => _subjects.GetValueOrDefault(subject);

    public IdEntry? ById(string context, int id) => _ids.Find(context, id);

    public int? ByIdentity(string context, Guid identity) => _identities.Find(context, identity);

    public int HighestId(string context) => _highestIds.GetValueOrDefault(context);

    public IReadOnlyList<SchemaHolder> Referrers(SchemaHolder target) => _referrers.GetValueOrDefault(target) ?? [];

    public RegistryConfig? Config(QualifiedSubject scope) => _configs.GetValueOrDefault(scope);

    public RegistryMode? Mode(QualifiedSubject scope) => _modes.TryGetValue(scope, out var mode) ? mode : null;

    public IReadOnlyList<Association> AssociationsOfSubject(QualifiedSubject subject) =>
        AssociationIndex.OfSubject(subject);

    public IReadOnlyList<Association> AssociationsOfResource(string id) => AssociationIndex.OfResource(id);

    public IReadOnlyList<Association> AssociationsNamed(string resourceName) => AssociationIndex.Named(resourceName);

    public KekState? Kek(string name) => _keks.GetValueOrDefault(name);

    /// <summary>
    /// Only called while the history is replayed, when nobody has seen the subject: it is changed in place. As many
    /// immutable states as there are versions were most of what a start allocated.
    /// </summary>
    public void AddVersion(QualifiedSubject subject, SubjectVersion version)
    {
        if (!_subjects.TryGetValue(subject, out var state) || !state.TryAddInPlace(version))
            _subjects[subject] = (state ?? SubjectState.Empty).With(version);
    }

    public void SetSubject(QualifiedSubject subject, SubjectState? state)
    {
        var earlier = Subject(subject);
        Set(_subjects, subject, state);
        if (earlier?.IsActive != state?.IsActive)
            Interlocked.Increment(ref _subjectsRevision);
    }

    public void SetId(string context, int id, IdEntry? entry) => _ids.Set(context, id, entry);

    public void SetIdentity(string context, Guid identity, int? id) => _identities.Set(context, identity, id);

    public void SetHighestId(string context, int id) => _highestIds[context] = id;

    public void SetContext(string context, bool isListed)
    {
        if (!isListed)
            _contexts.TryRemove(context, out _);
        else if (!_contexts.ContainsKey(context))
            _contexts[context] = true;
    }

    public void SetReferrers(SchemaHolder target, IReadOnlyList<SchemaHolder> referrers) =>
        Set(_referrers, target, referrers.Count == 0 ? null : referrers);

    public void SetConfig(QualifiedSubject scope, RegistryConfig? config) => Set(_configs, scope, config);

    public void SetMode(QualifiedSubject scope, RegistryMode? mode)
    {
        if (mode is { } value)
            _modes[scope] = value;
        else
            _modes.TryRemove(scope, out _);
    }

    public void SetAssociations(string resourceId, IReadOnlyList<Association> associations) =>
        AssociationIndex.Set(resourceId, associations);

    public void SetKek(string name, KekState? state)
    {
        _keyCount = _keyCount.After(Kek(name), state);
        Set(_keks, name, state);
    }

    private static void Set<TKey, TValue>(ConcurrentDictionary<TKey, TValue> map, TKey key, TValue? value)
        where TKey : notnull
        where TValue : class
    {
        if (value is null)
            map.TryRemove(key, out _);
        else
            map[key] = value;
    }
}
