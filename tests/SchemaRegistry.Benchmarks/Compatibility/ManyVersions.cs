using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Benchmarks.Starting;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Storage.Sqlite;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>
/// One candidate against all versions of a subject, under BACKWARD_TRANSITIVE: by the engine alone, and by a registry
/// in process that has just started or has been asked before.
/// </summary>
internal static class ManyVersions
{
    private const int Rounds = 5;
    private const int Versions = 1000;
    private const int MoreVersions = 3000;
    private const int TextBytes = 1024;

    private static readonly CompatibilityRule Rule = new(CompatibilityLevel.BackwardTransitive);

    public static IEnumerable<Measurement> Measure(CancellationToken ct)
    {
        var texts = Enumerable.Range(1, Versions + 1)
            .Select(version => SeededRegistry.CreateText(subject: 0, version, TextBytes))
            .ToList();
        var candidate = SchemaPair.Read(SchemaPair.Avro, texts[^1]);
        var earlier = texts
            .Take(Versions)
            .Select((text, index) => new EarlierVersion(index + 1, SchemaPair.Read(SchemaPair.Avro, text)))
            .ToList();
        var theirs = texts.ConvertAll(ApacheAvro.Read);
        var engine = new Contest(
            $"one candidate against {Number(Versions)} versions, read before", "Apache.Avro, CanRead of each", "–",
            () => MustBeCompatible(CompatibilityCheck.Run(SchemaPair.Avro.Rules, candidate, earlier, Rule)),
            () => theirs.ForEach(writer => ApacheAvro.MustRead(theirs[^1], writer)));
        return
        [
            engine.Run(ct),
            .. MeasureRegistry(Versions, ct),
            .. MeasureRegistry(MoreVersions, ct),
        ];
    }

    private static IEnumerable<Measurement> MeasureRegistry(int versions, CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("registry.db");
        SeededRegistry.Write(path, new RegistryShape(Subjects: 1, versions, TextBytes));
        var compatible = SeededRegistry.CreateText(subject: 0, versions + 1, TextBytes);
        var refused = compatible.Replace(
            "\"orderId\",\"type\":\"string\"", "\"orderId\",\"type\":\"int\"", StringComparison.Ordinal);
        var texts = Enumerable.Range(1, versions)
            .Select(version => SeededRegistry.CreateText(subject: 0, version, TextBytes))
            .ToList();
        var names = new[] { "after a start", "again", "refused by the newest version, after a start" };
        var ratios = Array.ConvertAll(names, _ => new List<double>());
        var times = Array.ConvertAll(names, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var baseline = Milliseconds(() => texts.ForEach(text => SchemaPair.Read(SchemaPair.Avro, text)));
            double[] seen;
            using (var registry = Open(path))
            {
                seen =
                [
                    Check(registry, compatible, isCompatible: true), Check(registry, compatible, isCompatible: true),
                ];
            }

            using (var registry = Open(path))
                seen = [.. seen, Check(registry, refused, isCompatible: false)];
            for (var index = 0; index < names.Length && round >= 0; index++)
            {
                ratios[index].Add(seen[index] / baseline);
                times[index].Add(seen[index]);
            }
        }

        return names.Select((name, index) => new Measurement(
            $"one candidate against {Number(versions)} versions in a registry, {name}",
            "reading these texts",
            ratios[index],
            "–",
            string.Create(CultureInfo.InvariantCulture, $"{times[index].Order().ElementAt(Rounds / 2):N1} ms")));
    }

    private static OpenRegistry Open(string path) => OpenRegistry.Open(
        SqliteRegistryStore.Open(path),
        [SchemaPair.Avro],
        new RegistryOptions { DefaultLevel = Rule.Level },
        new RegistrySurroundings(TimeProvider.System, NullLoggerFactory.Instance));

    private static double Check(OpenRegistry registry, string text, bool isCompatible)
    {
        CompatibilityReport? report = null;
        var time = Milliseconds(() => report = registry.Reader.CheckCompatibility(
            SeededRegistry.Subject(0), new SchemaRequest { Text = text }, selector: null, explains: false));
        return report!.IsCompatible == isCompatible
            ? time
            : throw new InvalidOperationException(string.Join('\n', report.Messages));
    }

    private static double Milliseconds(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static void MustBeCompatible(CompatibilityReport report)
    {
        if (!report.IsCompatible)
            throw new InvalidOperationException(string.Join('\n', report.Messages));
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
