using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Benchmarks.Logs;

/// <summary>
/// Opening a log of a thousand topics with records, after a clean stop and after a kill, against opening and reading
/// the beginning of one file per topic.
/// </summary>
internal static class OpenTopics
{
    private const int Topics = 1000;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.Path, cancellationToken);
        var (clean, killed, plain) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(ReadFiles(folder.Path));
            clean.Add(await OpenAsync(folder.Path));
            File.Delete(folder.File("clean"));
            killed.Add(await OpenAsync(folder.Path));
        }

        return
        [
            Of("open 1,000 topics after a clean stop", clean, plain, "≤ 1 s"),
            Of("open 1,000 topics after a kill", killed, plain, "≤ 1 s"),
        ];
    }

    private static Measurement Of(string what, List<double> ours, List<double> plain, string aim) => new(
        what,
        "open each topic's file and read 61 bytes",
        [.. ours.Zip(plain, (mine, theirs) => mine / theirs)],
        aim,
        string.Create(CultureInfo.InvariantCulture, $"{ours.Order().ElementAt(Rounds / 2):F3} s"));

    private static Task<TopicStore> StartAsync(string folder) => TopicStore.OpenAsync(
        DiskFileSystem.Instance, folder, new LogOptions(), new(TimeProvider.System, NullLoggerFactory.Instance));

    private static async Task FillAsync(string folder, CancellationToken cancellationToken)
    {
        await using var store = await StartAsync(folder);
        for (var index = 0; index < Topics; index++)
        {
            var created = await store.CreateAsync($"topic-{index}", 1, TopicConfig.Default, cancellationToken);
            var record = new LogRecord(null, new byte[1000], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            for (var count = 0; count < 20; count++)
                created.Topic!.Partitions[0].Append(RecordBatchBuilder.Build([record]));
        }
    }

    private static async Task<double> OpenAsync(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        var store = await StartAsync(folder);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await store.DisposeAsync();
        return seconds;
    }

    private static double ReadFiles(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        var head = new byte[61];
        foreach (var path in Directory.EnumerateFiles($"{folder}/topics", "*.log", SearchOption.AllDirectories))
        {
            using var file = File.OpenHandle(path);
            RandomAccess.Read(file, head, 0);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
