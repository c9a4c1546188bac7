using System.Globalization;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// The power goes at every file operation of random workloads. <c>LOG_CRASH_SEEDS</c> sets how many of them are run,
/// <c>LOG_CRASH_FIRST_SEED</c> where they begin.
/// </summary>
public sealed class CrashTests
{
    private const int DefaultSeeds = 3;
    private const int StepsPerSeed = 60;
    private const int StatesPerCut = 2;

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(Setting("LOG_CRASH_FIRST_SEED", 1), Setting("LOG_CRASH_SEEDS", DefaultSeeds))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Whatever_a_power_cut_leaves_is_recovered_to_what_was_acknowledged(int seed) =>
        CutEverywhereAsync(seed, new CrashWorkload(seed), StepsPerSeed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task A_power_cut_during_compaction_loses_no_last_value_and_brings_no_old_one_back(int seed) =>
        CutEverywhereAsync(seed, new CrashWorkload(seed, CrashFocus.Compaction), StepsPerSeed / 2);

    [Theory]
    [InlineData(1, CrashFocus.Everything)]
    [InlineData(1, CrashFocus.Compaction)]
    public async Task A_workload_is_the_same_in_every_run_of_a_seed(int seed, CrashFocus focus)
    {
        var first = new CrashWorkload(seed, focus);
        await first.RunAsync(StepsPerSeed);
        var second = new CrashWorkload(seed, focus);
        await second.RunAsync(StepsPerSeed);

        Assert.Equal(first.Journal.Select(Shape), second.Journal.Select(Shape));

        static string Shape(FileOperation operation) =>
            $"{operation.Kind} {Path.GetFileName(operation.Path).Split('-')[0]} {operation.Position}";
    }

    private static async Task CutEverywhereAsync(int seed, CrashWorkload workload, int steps)
    {
        await workload.RunAsync(steps);

        var disk = new CrashDisk();
        for (var operations = 0; operations <= workload.Journal.Count; operations++)
        {
            for (var state = 0; state < StatesPerCut; state++)
                await CheckStateAsync(workload, disk, seed, operations, state);
            if (operations < workload.Journal.Count)
                disk.Apply(workload.Journal[operations]);
        }
    }

    private static async Task CheckStateAsync(
        CrashWorkload workload, CrashDisk disk, int seed, int operations, int state)
    {
        var random = new Random((seed * 1_000_003) + (operations * StatesPerCut) + state);
        try
        {
            var files = disk.Cut(random, keepsJournal: true);
            if (random.Next(3) == 0)
                files = await CrashAgainAsync(files, random);
            await using var store = await TestStore.OpenAsync(files);
            await new CrashCheck(workload, operations).RunAsync(store);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"seed {seed}, after {operations} operations, state {state}: {e.Message}; " +
                $"last: {Last(workload, operations)}",
                e);
        }
    }

    /// <summary>The power goes again while the log is opened.</summary>
    private static async Task<MemoryFileSystem> CrashAgainAsync(MemoryFileSystem files, Random random)
    {
        var found = files.Journal.Count;
        var store = await TestStore.OpenAsync(files);
        var operations = random.Next(found, files.Journal.Count + 1);
        await store.DisposeAsync();

        var disk = new CrashDisk();
        foreach (var operation in files.Journal.Take(found))
            disk.Apply(operation);
        disk.SyncAll();
        foreach (var operation in files.Journal.Take(operations).Skip(found))
            disk.Apply(operation);

        return disk.Cut(random, keepsJournal: false);
    }

    private static string Last(CrashWorkload workload, int operations) => string.Join(
        ", ",
        workload.Journal.Take(operations).TakeLast(5).Select(operation => $"{operation.Kind} {operation.Path}"));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
