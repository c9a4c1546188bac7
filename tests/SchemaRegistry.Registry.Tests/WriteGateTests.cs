using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.Tests.Storage;

namespace SchemaRegistry.Registry.Tests;

/// <summary>
/// Each test holds the first commit, lets others queue behind it, and then watches what becomes of the group.
/// </summary>
public sealed class WriteGateTests : IDisposable
{
    private readonly ControlledStore _store = new();
    private readonly OpenRegistry _registry;

    public WriteGateTests() => _registry = TestRegistry.Open(_store);

    public void Dispose()
    {
        _store.LetGo();
        _registry.Dispose();
    }

    [Fact]
    public async Task Writes_that_wait_go_out_in_one_transaction()
    {
        var first = await HoldFirstCommitAsync();
        var others = Enumerable.Range(0, 20).Select(index => _registry.RegisterAsync($"s{index}", Schema(index))).ToList();

        _store.LetGo();

        Assert.Equal(Enumerable.Range(2, 20), (await Task.WhenAll(others)).Select(answer => answer.Schema.Version.Id));
        Assert.Equal(1, (await first).Schema.Version.Id);
        Assert.Equal(2, _store.Commits);
    }

    [Fact]
    public async Task Nothing_is_visible_before_it_is_stored()
    {
        var first = await HoldFirstCommitAsync();

        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject("first")));
        Assert.Equal(0, _registry.Reader.Sequence);
        _store.LetGo();
        await first;
        Assert.Equal(1, _registry.Reader.Sequence);
    }

    [Fact]
    public async Task A_registration_that_can_not_be_stored_did_not_happen()
    {
        _store.Fails = _ => true;
        Assert.Equal(RegistryErrorCode.StoreFailed, await TestRegistry.RefusalOf(_registry.RegisterAsync("s", "\"long\"")));
        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject("s")));
        _store.Fails = _ => false;

        var other = await _registry.RegisterAsync("s", "\"float\"");

        Assert.Equal((1, 1), (other.Schema.Version.Id, other.Schema.Version.Version));
        var read = _registry.Reader.GetVersion(TestRegistry.Subject("s"), VersionSelector.Latest, DeletedVersions.Excluded);
        Assert.Equal("\"float\"", read.Text);
    }

    [Fact]
    public async Task A_write_that_can_not_be_stored_takes_no_other_of_its_group_with_it()
    {
        _store.Fails = contents => contents.Any(added => added.Text.Contains("poison", StringComparison.Ordinal));
        var first = await HoldFirstCommitAsync();
        var before = _registry.RegisterAsync("before", Schema(1));
        var poison = _registry.RegisterAsync("poisoned", TestRegistry.Record("poison"));
        var after = _registry.RegisterAsync("after", Schema(2));

        _store.LetGo();

        Assert.Equal(RegistryErrorCode.StoreFailed, await TestRegistry.RefusalOf(poison));
        Assert.Equal([1, 2, 3], (await Task.WhenAll(first, before, after)).Select(answer => answer.Schema.Version.Id));
        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject("poisoned")));
    }

    [Fact]
    public async Task A_full_disk_fails_all_writes_that_wait_after_a_few_attempts()
    {
        var first = await HoldFirstCommitAsync();
        var others = Enumerable.Range(0, 50).Select(index => _registry.RegisterAsync($"s{index}", Schema(index))).ToList();
        var attempts = 0;
        _store.Fails = _ => ++attempts > 0;

        _store.LetGo();

        foreach (var other in others.Append(first))
            Assert.Equal(RegistryErrorCode.StoreFailed, await TestRegistry.RefusalOf(other));
        Assert.Equal(1 + 1 + RegistryLimits.MaxFailedCommitsInRow, attempts);
    }

    [Fact]
    public async Task A_fault_in_one_write_is_its_own_callers_alone()
    {
        var first = await HoldFirstCommitAsync();
        var faulty = _registry.Writer.UpdateConfigAsync(
            QualifiedSubject.Global, _ => throw new InvalidOperationException("a fault"), TestRegistry.None);
        var sound = _registry.RegisterAsync("s", Schema(1));

        _store.LetGo();

        Assert.Equal("a fault", (await Assert.ThrowsAsync<InvalidOperationException>(() => faulty)).Message);
        Assert.Equal([1, 2], (await Task.WhenAll(first, sound)).Select(answer => answer.Schema.Version.Id));
    }

    [Fact]
    public async Task A_twin_waits_for_the_commit_of_the_first_and_gets_its_answer()
    {
        _store.Hold();
        var first = Task.Run(() => _registry.RegisterAsync("s", "\"int\""));
        await _store.CommitWaits;
        var twin = _registry.RegisterAsync("s", "\"int\"");
        Assert.False(twin.IsCompleted);

        _store.LetGo();

        Assert.True((await first).IsNew);
        Assert.False((await twin).IsNew);
        Assert.Equal((await first).Schema.Version, (await twin).Schema.Version);
        Assert.Equal(1, _store.Commits);
    }

    [Fact]
    public async Task Closing_carries_out_what_is_queued_and_takes_no_more()
    {
        var first = await HoldFirstCommitAsync();
        var others = Enumerable.Range(0, 5).Select(index => _registry.RegisterAsync($"s{index}", Schema(index))).ToList();
        var closing = Task.Run(_registry.Dispose);

        _store.LetGo();

        await closing;
        Assert.Equal(1, (await first).Schema.Version.Id);
        Assert.Equal([2, 3, 4, 5, 6], (await Task.WhenAll(others)).Select(answer => answer.Schema.Version.Id));
        Assert.Equal(RegistryErrorCode.Stopping, await TestRegistry.RefusalOf(_registry.RegisterAsync("late", "\"long\"")));
    }

    [Fact]
    public async Task Cancelling_a_write_that_is_queued_ends_the_wait_and_neither_loses_nor_doubles_it()
    {
        using var cancelling = new CancellationTokenSource();
        var first = await HoldFirstCommitAsync();
        var write = _registry.Writer.RegisterAsync(
            TestRegistry.Subject("s"), new SchemaRequest { Text = "\"int\"" }, cancelling.Token);
        await cancelling.CancelAsync();

        _store.LetGo();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        var after = await _registry.RegisterAsync("s", "\"int\"");
        Assert.False(after.IsNew);
        Assert.Equal([1], _registry.Versions("s"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _registry.Writer.RegisterAsync(
            TestRegistry.Subject("s2"), new SchemaRequest { Text = "\"int\"" }, cancelling.Token));
        Assert.Null(_registry.Reader.FindSubject(TestRegistry.Subject("s2")));
    }

    [Fact]
    public async Task A_write_that_finds_no_place_in_the_queue_waits_and_can_give_up()
    {
        using var cancelling = new CancellationTokenSource();
        var first = await HoldFirstCommitAsync();
        var queued = Enumerable.Range(1, RegistryLimits.MaxQueuedWrites - 1)
            .Select(_ => SetConfigAsync(TestRegistry.None)).ToList();

        var patient = SetConfigAsync(TestRegistry.None);
        var impatient = SetConfigAsync(cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _store.LetGo();

        await first;
        await Task.WhenAll(queued.Append(patient));
        Assert.Equal(1 + RegistryLimits.MaxQueuedWrites, _registry.Reader.Sequence);
    }

    private static string Schema(int index) => TestRegistry.Record($"R{index}", "a");

    private Task<RegistryConfig> SetConfigAsync(CancellationToken cancellationToken) =>
        _registry.Writer.UpdateConfigAsync(
        QualifiedSubject.Global, config => config with { Normalize = true }, cancellationToken);

    /// <summary>
    /// Returns when a first registration, which has the only id there is so far, waits in its commit.
    /// </summary>
    private async Task<Task<RegisterAnswer>> HoldFirstCommitAsync()
    {
        _store.Hold();
        var first = Task.Run(() => _registry.RegisterAsync("first", TestRegistry.Record("First", "a")));
        await _store.CommitWaits;
        return first;
    }
}
