using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// The published state with the changes of a transaction that is being put together on top. Belongs to the gate. When
/// the transaction fails it is thrown away, and nobody has seen anything.
/// </summary>
internal sealed class PendingState(PublishedState published) : IRegistryStateWriter
{
    private readonly Dictionary<QualifiedSubject, SubjectState?> _subjects = [];
    private readonly Dictionary<(string Context, int Id), IdEntry?> _ids = [];
    private readonly Dictionary<(string Context, Guid Identity), int?> _identities = [];
    private readonly Dictionary<string, int> _highestIds = [];
    private readonly Dictionary<string, bool> _contexts = [];
    private readonly Dictionary<SchemaHolder, IReadOnlyList<SchemaHolder>> _referrers = [];
    private readonly Dictionary<QualifiedSubject, RegistryConfig?> _configs = [];
    private readonly Dictionary<QualifiedSubject, RegistryMode?> _modes = [];
    private readonly PendingAssociations _associations = new(published.AssociationIndex);
    private readonly Dictionary<string, KekState?> _keks = [];

    public IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> Subjects =>
        published.Subjects
            .Where(pair => !_subjects.ContainsKey(pair.Key))
            .Concat(_subjects
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));

    public IReadOnlyList<string> Contexts =>
    [
        QualifiedSubject.DefaultContext,
        .. published.Contexts
            .Union(_contexts.Keys)
            .Where(name => name != QualifiedSubject.DefaultContext && _contexts.GetValueOrDefault(name, true))
            .Order(StringComparer.Ordinal),
    ];

    public IEnumerable<QualifiedSubject> ModeScopes =>
        published.ModeScopes.Union(_modes.Keys).Where(scope => Mode(scope) is not null);

    public KeyCount KeyCount =>
        _keks.Aggregate(published.KeyCount, (count, pair) => count.After(published.Kek(pair.Key), pair.Value));

    public SubjectState? Subject(QualifiedSubject subject) =>
        _subjects.TryGetValue(subject, out var state) ? state : published.Subject(subject);

    public IdEntry? ById(string context, int id) =>
        _ids.TryGetValue((context, id), out var entry) ? entry : published.ById(context, id);

    public int? ByIdentity(string context, Guid identity) =>
        _identities.TryGetValue((context, identity), out var id) ? id : published.ByIdentity(context, identity);

    public int HighestId(string context) =>
        _highestIds.TryGetValue(context, out var id) ? id : published.HighestId(context);

    public IReadOnlyList<SchemaHolder> Referrers(SchemaHolder target) =>
        _referrers.TryGetValue(target, out var referrers) ? referrers : published.Referrers(target);

    public RegistryConfig? Config(QualifiedSubject scope) =>
        _configs.TryGetValue(scope, out var config) ? config : published.Config(scope);

    public RegistryMode? Mode(QualifiedSubject scope) =>
        _modes.TryGetValue(scope, out var mode) ? mode : published.Mode(scope);

    public IReadOnlyList<Association> AssociationsOfSubject(QualifiedSubject subject) =>
        _associations.OfSubject(subject);

    public IReadOnlyList<Association> AssociationsOfResource(string id) => _associations.OfResource(id);

    public IReadOnlyList<Association> AssociationsNamed(string resourceName) => _associations.Named(resourceName);

    public KekState? Kek(string name) => _keks.TryGetValue(name, out var state) ? state : published.Kek(name);

    public void AddVersion(QualifiedSubject subject, SubjectVersion version) =>
        SetSubject(subject, (Subject(subject) ?? SubjectState.Empty).With(version));

    public void SetSubject(QualifiedSubject subject, SubjectState? state) => _subjects[subject] = state;

    public void SetId(string context, int id, IdEntry? entry) => _ids[(context, id)] = entry;

    public void SetIdentity(string context, Guid identity, int? id) => _identities[(context, identity)] = id;

    public void SetHighestId(string context, int id) => _highestIds[context] = id;

    public void SetContext(string context, bool isListed) => _contexts[context] = isListed;

    public void SetReferrers(SchemaHolder target, IReadOnlyList<SchemaHolder> referrers) =>
        _referrers[target] = referrers;

    public void SetConfig(QualifiedSubject scope, RegistryConfig? config) => _configs[scope] = config;

    public void SetMode(QualifiedSubject scope, RegistryMode? mode) => _modes[scope] = mode;

    public void SetAssociations(string resourceId, IReadOnlyList<Association> associations) =>
        _associations.Set(resourceId, associations);

    public void SetKek(string name, KekState? state) => _keks[name] = state;

    /// <summary>Makes everything visible: ids, what points at them, and the subjects last.</summary>
    public void Publish()
    {
        foreach (var ((context, id), entry) in _ids.Where(pair => pair.Value is not null))
            published.SetId(context, id, entry);
        foreach (var ((context, identity), id) in _identities)
            published.SetIdentity(context, identity, id);
        foreach (var (context, id) in _highestIds)
            published.SetHighestId(context, id);
        foreach (var (context, isListed) in _contexts)
            published.SetContext(context, isListed);
        foreach (var (target, referrers) in _referrers)
            published.SetReferrers(target, referrers);
        foreach (var (scope, config) in _configs)
            published.SetConfig(scope, config);
        foreach (var (scope, mode) in _modes)
            published.SetMode(scope, mode);
        foreach (var (name, state) in _keks)
            published.SetKek(name, state);
        _associations.PublishRemovals();
        foreach (var (subject, state) in _subjects)
            published.SetSubject(subject, state);
        _associations.PublishAdditions();
        foreach (var ((context, id), _) in _ids.Where(pair => pair.Value is null))
            published.SetId(context, id, null);
    }
}
