using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Registry.Tests.Storage;

namespace SchemaRegistry.Registry.Tests;

public sealed class ChangeFeedTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private static CancellationToken Canceled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Whoever_waits_is_woken_by_the_next_change()
    {
        using var registry = TestRegistry.Open();
        var waits = Enumerable.Range(0, 10).Select(_ => registry.Changes.WaitAsync(0, Long, Canceled)).ToList();
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);

        await registry.RegisterAsync("s", "\"int\"");

        Assert.All(await Task.WhenAll(waits), Assert.True);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_number_that_lies_ahead_waits_for_the_change_behind_it()
    {
        using var registry = TestRegistry.Open();
        var wait = registry.Changes.WaitAsync(2, Long, Canceled);

        await registry.RegisterAsync("a", "\"int\"");
        await registry.RegisterAsync("b", "\"int\"");
        Assert.False(wait.IsCompleted);
        await registry.RegisterAsync("c", "\"int\"");

        Assert.True(await wait);
        Assert.Equal([3L], registry.Changes.Read(2, 10).Select(change => change.Change.Sequence));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_wait_ends_when_its_time_is_over()
    {
        var time = new FakeTimeProvider();
        using var registry = OpenRegistry.Open(
            new MemoryRegistryStore(),
            [new SchemaLanguage(AvroFormat.Instance, AvroRules.Instance)],
            new RegistryOptions(),
            new(time, NullLoggerFactory.Instance));
        var wait = registry.Changes.WaitAsync(0, TimeSpan.FromSeconds(10), Canceled);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await wait);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_change_shows_when_it_is_published_and_not_before()
    {
        var store = new ControlledStore();
        using var registry = TestRegistry.Open(store);
        store.Hold();
        var registration = Task.Run(() => registry.RegisterAsync("s", "\"int\""), Canceled);
        await store.CommitWaits;

        Assert.Empty(registry.Changes.Read(0, 10));
        store.LetGo();
        await registration;

        Assert.Equal(1, registry.Changes.Last);
        Assert.Single(registry.Changes.Read(0, 10));
    }

    [Fact(Timeout = 30_000)]
    public async Task No_change_is_missed_between_reading_and_waiting()
    {
        const int Count = 500;
        using var registry = TestRegistry.Open();
        var readers = Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => FollowAsync(registry.Changes, Count), Canceled))
            .ToList();

        for (var index = 0; index < Count; index++)
            await registry.RegisterAsync($"s{index}", "\"int\"");

        Assert.All(
            await Task.WhenAll(readers), seen => Assert.Equal(Enumerable.Range(1, Count).Select(n => (long)n), seen));
    }

    private static async Task<List<long>> FollowAsync(ChangeFeed changes, int count)
    {
        var seen = new List<long>();
        while (seen.Count < count)
        {
            Assert.True(await changes.WaitAsync(seen.Count, Long, Canceled));
            seen.AddRange(changes.Read(seen.Count, 7).Select(change => change.Change.Sequence));
        }

        return seen;
    }
}
