using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Tests.Storage;

namespace SchemaRegistry.Registry.Tests.Associations;

/// <summary>What happens between writes that come at the same time, and when the store fails.</summary>
public sealed class AssociationWriterTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ControlledStore _store = new();
    private readonly OpenRegistry _registry;

    public AssociationWriterTests() => _registry = TestRegistry.Open(_store);

    public void Dispose()
    {
        _store.LetGo();
        _registry.Dispose();
    }

    [Fact]
    public async Task An_association_and_its_schemas_are_stored_together_or_not_at_all()
    {
        var sequence = _registry.Reader.Sequence;
        _store.Fails = _ => true;
        var refused = await TestRegistry.RefusalOf(CreateAsync("q1", Strong("key", "\"int\""), Strong("value", "\"int\"")));
        var left = _registry.Reader.FindSubject(TestRegistry.Subject(":.lkc:q1-key"));
        _store.Fails = _ => false;

        var answer = await CreateAsync("q1", Strong("key", "\"int\""), Strong("value", "\"int\""));

        Assert.Equal((RegistryErrorCode.StoreFailed, null), (refused, left));
        Assert.Equal(1, _store.Commits);
        Assert.Equal(sequence + 4, _registry.Reader.Sequence);
        Assert.Equal([1, 1], answer.Associations.Select(made => made.Schema!.Schema.Version.Id));
    }

    [Fact]
    public async Task A_schema_that_can_not_be_registered_keeps_the_other_one_out_too()
    {
        var refused = await TestRegistry.RefusalOf(
            CreateAsync("q1", Strong("key", "\"int\""), Strong("value", "nonsense")));

        Assert.Equal(RegistryErrorCode.InvalidSchema, refused);
        Assert.Equal(0, _registry.Reader.Sequence);
    }

    [Fact]
    public async Task Of_equal_creates_at_the_same_time_one_makes_it_and_the_others_find_it()
    {
        var ids = Enumerable.Range(0, 50).Select(index => $"q{index}").ToList();

        var answers = await Task.WhenAll(ids.SelectMany(id => Enumerable.Repeat(id, 20)).Select(
            id => Task.Run(() => CreateAsync(id, Strong("value", "\"int\"")))));

        Assert.All(
            answers.GroupBy(answer => answer.Resource.Id),
            equal => Assert.Equal(1, equal.Count(answer => answer.Associations.Count == 1)));
        Assert.All(ids, id => Assert.Equal([1], _registry.Versions($":.lkc:{id}-value")));
        Assert.All(ids, id => Assert.Single(_registry.AssociationReader.OfResource(id, new AssociationFilter())));
    }

    [Fact]
    public async Task A_subject_is_taken_by_one_resource_however_many_ask_at_once()
    {
        const string Text = "\"int\"";
        await _registry.RegisterAsync(":.lkc:t-value", Text);
        var asked = Enumerable.Range(0, 20)
            .Select(index => Task.Run(() => WriteAsync($"q{index}", "t", Strong("value", Text))))
            .ToList();

        var codes = await Task.WhenAll(asked.Select(OutcomeOf));

        Assert.Equal(1, codes.Count(code => code is null));
        Assert.Equal(19, codes.Count(code => code == RegistryErrorCode.AssociationOfSubjectExists));
        Assert.Single(_registry.AssociationReader.OfSubject(
            TestRegistry.Subject(":.lkc:t-value"), new AssociationFilter()));
    }

    [Fact]
    public async Task A_reference_that_was_prepared_before_a_resource_took_its_target_is_refused()
    {
        await _registry.RegisterAsync(":.lkc:q1-value", TestRegistry.Record("R"));
        _store.Hold();
        var other = Task.Run(() => _registry.RegisterAsync("busy", "\"long\""));
        await _store.CommitWaits;
        var taking = CreateAsync("q1", Strong("value", TestRegistry.Record("R")));
        var referring = _registry.RegisterAsync("referrer", "\"R\"", new SchemaReference("R", ":.lkc:q1-value", 1));

        _store.LetGo();

        await other;
        await taking;
        Assert.Equal(RegistryErrorCode.StronglyAssociatedReference, await TestRegistry.RefusalOf(referring));
        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject("referrer")));
    }

    [Fact]
    public async Task A_resource_does_not_take_a_subject_that_was_referred_to_meanwhile()
    {
        await _registry.RegisterAsync(":.lkc:q1-value", TestRegistry.Record("R"));
        _store.Hold();
        var other = Task.Run(() => _registry.RegisterAsync("busy", "\"long\""));
        await _store.CommitWaits;
        var referring = _registry.RegisterAsync("referrer", "\"R\"", new SchemaReference("R", ":.lkc:q1-value", 1));
        var taking = CreateAsync("q1", Strong("value", TestRegistry.Record("R")));

        _store.LetGo();

        await other;
        await referring;
        Assert.Equal(RegistryErrorCode.AssociatedSubjectReferenced, await TestRegistry.RefusalOf(taking));
    }

    [Fact]
    public async Task A_last_version_is_not_deleted_while_an_association_with_it_is_being_made()
    {
        await _registry.RegisterAsync("shared", "\"int\"");
        _store.Hold();
        var other = Task.Run(() => _registry.RegisterAsync("busy", "\"long\""));
        await _store.CommitWaits;
        var making = CreateAsync("q1", new AssociationEntry { Subject = "shared" });
        var deleting = _registry.Writer.DeleteSubjectAsync(TestRegistry.Subject("shared"), DeleteKind.Soft, None);

        _store.LetGo();

        await other;
        await making;
        Assert.Equal(RegistryErrorCode.AssociationOfSubjectExists, await TestRegistry.RefusalOf(deleting));
        Assert.Equal([1], _registry.Versions("shared"));
    }

    [Fact]
    public async Task Associations_schemas_and_settings_go_together()
    {
        await CreateAsync("q1", Strong("value", "\"int\""));
        await _registry.Writer.UpdateConfigAsync(
            TestRegistry.Subject(":.lkc:q1-value"), config => config with { Normalize = true }, None);
        var commits = _store.Commits;

        await _registry.AssociationWriter.DeleteAsync(
            new AssociationDelete { ResourceId = "q1", Cascades = true }, None);

        Assert.Equal(commits + 1, _store.Commits);
        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject(":.lkc:q1-value")));
        Assert.Null(_registry.Reader.FindConfig(TestRegistry.Subject(":.lkc:q1-value")));
        Assert.Empty(_registry.AssociationReader.Named("-", "-", new AssociationFilter()));
    }

    private static AssociationEntry Strong(string kind, string text) =>
        new() { Kind = kind, Schema = new SchemaRequest { Text = text } };

    private static async Task<RegistryErrorCode?> OutcomeOf(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (RegistryException e)
        {
            return e.Code;
        }
    }

    private Task<AssociationAnswer> CreateAsync(string id, params AssociationEntry[] entries) =>
        WriteAsync(id, id, entries);

    private Task<AssociationAnswer> WriteAsync(string id, string name, params AssociationEntry[] entries) =>
        _registry.AssociationWriter.WriteAsync(
            new AssociationWrite
            {
                Resource = new ResourceRequest(name, "lkc", id, null),
                Kind = AssociationWriteKind.Create,
                Entries = entries,
            },
            None);
}
