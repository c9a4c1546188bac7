using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Associations;

/// <summary>
/// A view that notes what is read through it, so that the gate can see whether all of it still holds. What rules of
/// associations do not read passes unnoted.
/// </summary>
internal sealed class WatchedView(IRegistryView view) : IRegistryView
{
    private readonly List<Premise> _premises = [];

    public IReadOnlyList<Premise> Premises => _premises;

    public IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> Subjects => view.Subjects;

    public IEnumerable<QualifiedSubject> ModeScopes => view.ModeScopes;

    public IReadOnlyList<string> Contexts => view.Contexts;

    public KeyCount KeyCount => view.KeyCount;

    public SubjectState? Subject(QualifiedSubject subject) => Note(state => state.Subject(subject));

    public IReadOnlyList<SchemaHolder> Referrers(SchemaHolder target) => Note(state => state.Referrers(target));

    public RegistryConfig? Config(QualifiedSubject scope) => Note(state => state.Config(scope));

    public RegistryMode? Mode(QualifiedSubject scope) => Note(state => state.Mode(scope));

    public IReadOnlyList<Association> AssociationsOfSubject(QualifiedSubject subject) =>
        Note(state => state.AssociationsOfSubject(subject));

    public IReadOnlyList<Association> AssociationsOfResource(string id) =>
        Note(state => state.AssociationsOfResource(id));

    public IReadOnlyList<Association> AssociationsNamed(string resourceName) =>
        Note(state => state.AssociationsNamed(resourceName));

    public IdEntry? ById(string context, int id) => view.ById(context, id);

    public int? ByIdentity(string context, Guid identity) => view.ByIdentity(context, identity);

    public KekState? Kek(string name) => view.Kek(name);

    public int HighestId(string context) => view.HighestId(context);

    private T Note<T>(Func<IRegistryView, T> read)
    {
        var seen = read(view);
        _premises.Add(new Premise(state => read(state), seen));
        return seen;
    }
}
