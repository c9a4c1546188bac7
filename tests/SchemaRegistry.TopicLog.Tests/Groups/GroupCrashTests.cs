using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Crashes;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>The power goes at every file operation of a group that commits, forms, empties and is deleted.</summary>
public sealed class GroupCrashTests
{
    private const int Nothing = -1;
    private const int Commits = 40;
    private const int StatesPerCut = 2;

    /// <summary>What was asked for, and the file operations before the request and at its answer.</summary>
    private readonly List<(int AskedAt, int AnsweredAt, long Offset)> _commits = [];
    private readonly List<(int AskedAt, int AnsweredAt, int Generation)> _generations = [];
    private readonly MemoryFileSystem _files = new(keepsJournal: true);

    [Fact]
    public async Task An_answered_commit_or_generation_is_there_after_any_power_cut()
    {
        await RunAsync();

        var disk = new CrashDisk();
        for (var operations = 0; operations <= _files.Journal.Count; operations++)
        {
            for (var state = 0; state < StatesPerCut; state++)
            {
                var random = new Random((operations * StatesPerCut) + state);
                await CheckAsync(disk.Cut(random, keepsJournal: false), operations);
            }

            if (operations < _files.Journal.Count)
                disk.Apply(_files.Journal[operations]);
        }
    }

    private async Task RunAsync()
    {
        await using var harness = await GroupHarness.StartAsync(files: _files);
        await harness.Broker.CreateAsync();
        for (var offset = 0; offset < Commits; offset++)
        {
            await NoteAsync(_commits, offset, () => CommitAsync(harness, offset));
            if (offset % 10 == 4)
                await NoteAsync(_commits, Nothing, () => DeleteAsync(harness));
            if (offset % 10 == 7)
                await FormAndLeaveAsync(harness);
        }
    }

    private async Task FormAndLeaveAsync(GroupHarness harness)
    {
        var askedAt = _files.Journal.Count;
        var (joined, _) = await harness.FormAsync();
        _generations.Add((askedAt, _files.Journal.Count, joined.GenerationId));
        await harness.LeaveAsync((joined.MemberId, null));
    }

    private async Task NoteAsync<T>(List<(int, int, T)> ledger, T what, Func<Task> ask)
    {
        var askedAt = _files.Journal.Count;
        await ask();
        ledger.Add((askedAt, _files.Journal.Count, what));
    }

    private static async Task CommitAsync(GroupHarness harness, long offset) =>
        Assert.Equal(ErrorCode.None, await harness.CommitAsync(offset));

    private static async Task DeleteAsync(GroupHarness harness)
    {
        var answer = await harness.Broker.Connect()
            .CallAsync<Kafka.Wire.Messages.DeleteGroupsRequest, Kafka.Wire.Messages.DeleteGroupsResponse>(
                new() { GroupsNames = [GroupHarness.Group] }, 2);
        Assert.Equal(0, answer.Results[0].ErrorCode);
    }

    private async Task CheckAsync(MemoryFileSystem files, int operations)
    {
        await using var harness = await GroupHarness.StartAsync(files: files);
        var found = (await harness.CommittedAsync()).CommittedOffset;
        var lastAnswered = _commits.FindLastIndex(commit => commit.AnsweredAt <= operations);
        var possible = _commits.Skip(Math.Max(lastAnswered, 0))
            .Where(commit => commit.AskedAt < operations).Select(commit => commit.Offset);
        Assert.True(
            possible.Contains(found) || (lastAnswered < 0 && found == Nothing),
            $"After {operations} operations offset {found} is committed; it could be {string.Join(", ", possible)}.");

        // Deleting the group starts its generations again.
        var least = _generations.Where(formed => formed.AnsweredAt <= operations)
            .Where(formed => !_commits.Exists(commit =>
                commit.Offset == Nothing && commit.AskedAt >= formed.AnsweredAt && commit.AskedAt < operations))
            .Select(formed => formed.Generation).DefaultIfEmpty(0).Max();
        Assert.True(Generation(harness) >= least, $"After {operations} operations generation {least} is forgotten.");
    }

    private static int Generation(GroupHarness harness)
    {
        var loader = new GroupLoader();
        new OffsetsTopic(harness.Broker.Log, TimeProvider.System, harness.Broker.Logged.CreateLogger("")).Read(loader);
        return loader.Groups.TryGetValue(GroupHarness.Group, out var group) ? group.Value?.Generation ?? 0 : 0;
    }
}
