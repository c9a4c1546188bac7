using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.Registration;

public sealed class RegistrationPlanTests
{
    [Fact]
    public void A_plan_does_not_hold_when_the_subject_moved_on_while_it_was_made()
    {
        var state = new PublishedState();
        var library = new SchemaLibrary(
            [new SchemaLanguage(AvroFormat.Instance, AvroRules.Instance)],
            new SchemaTexts(new MemoryRegistryStore()),
            hasStrictReferences: false);
        var scope = new RegistryScope(state, library, new RegistryOptions(), TimeProvider.System);
        var view = new MovingView(state);

        var plan = new SchemaRegistration(scope).Prepare(
            view, TestRegistry.Subject("s"), new SchemaRequest { Text = "\"int\"" });

        Assert.False(plan.Holds(view));
    }

    /// <summary>A subject that is not there when it is read first, and has been changed ever after.</summary>
    private sealed class MovingView(PublishedState state) : IRegistryView
    {
        private readonly SubjectState _later = SubjectState.Empty;
        private bool _isRead;

        public IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> Subjects => state.Subjects;

        public IEnumerable<QualifiedSubject> ModeScopes => state.ModeScopes;

        public IReadOnlyList<string> Contexts => state.Contexts;

        public KeyCount KeyCount => state.KeyCount;

        public SubjectState? Subject(QualifiedSubject subject)
        {
            var found = _isRead ? _later : null;
            _isRead = true;
            return found;
        }

        public IdEntry? ById(string context, int id) => state.ById(context, id);

        public int? ByIdentity(string context, Guid identity) => state.ByIdentity(context, identity);

        public KekState? Kek(string name) => state.Kek(name);

        public int HighestId(string context) => state.HighestId(context);

        public IReadOnlyList<SchemaHolder> Referrers(SchemaHolder target) => state.Referrers(target);

        public RegistryConfig? Config(QualifiedSubject scope) => state.Config(scope);

        public RegistryMode? Mode(QualifiedSubject scope) => state.Mode(scope);

        public IReadOnlyList<Association> AssociationsOfSubject(QualifiedSubject subject) => [];

        public IReadOnlyList<Association> AssociationsOfResource(string id) => [];

        public IReadOnlyList<Association> AssociationsNamed(string resourceName) => [];
    }
}
