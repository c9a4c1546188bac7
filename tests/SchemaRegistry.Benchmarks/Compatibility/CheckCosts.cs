using System.Text.Json;
using SchemaRegistry.Benchmarks.Protobuf;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>
/// What it costs to compare: an order of about thirty fields in each language, the schema of vega-lite between major
/// versions, and one candidate against a thousand versions. Where there is a library that reads the language, what it
/// takes only to read both texts is the baseline; Apache.Avro can also compare, but looks into no union and no enum and
/// tells no reasons.
/// </summary>
internal static class CheckCosts
{
    private const string Faster = "< 1";

    public static Task<IReadOnlyList<Measurement>> MeasureAsync(CancellationToken ct)
    {
        var avro = OrderSchemas.Avro();
        var protobuf = OrderSchemas.Protobuf();
        var json = OrderSchemas.Json();
        var (reader, writer) = (ApacheAvro.Read(avro.After), ApacheAvro.Read(avro.Before));
        Contest[] contests =
        [
            new("compare 30 fields, Avro", "Apache.Avro, CanRead (passes over unions and enums)", "–",
                () => avro.Compare(), () => ApacheAvro.MustRead(reader, writer)),
            new("read both texts and compare, Avro", "Apache.Avro, both texts and CanRead", Faster,
                avro.ReadBothAndCompare,
                () => ApacheAvro.MustRead(ApacheAvro.Read(avro.After), ApacheAvro.Read(avro.Before))),
            new("compare 30 fields, Protobuf", "reading both texts", "–",
                () => protobuf.Compare(), protobuf.ReadBoth),
            new("read both texts and compare, Protobuf", "protobuf-net.Reflection, both texts read and linked", Faster,
                protobuf.ReadBothAndCompare,
                () =>
                {
                    ParseProtoFile.ParseOther(protobuf.Before);
                    ParseProtoFile.ParseOther(protobuf.After);
                }),
            new("compare 30 fields, JSON Schema", "reading both texts", "–", () => json.Compare(), json.ReadBoth),
            new("read both texts and compare, JSON Schema", "NJsonSchema.FromJsonAsync, both texts", Faster,
                json.ReadBothAndCompare,
                () =>
                {
                    NJsonSchema.JsonSchema.FromJsonAsync(json.Before, ct).GetAwaiter().GetResult();
                    NJsonSchema.JsonSchema.FromJsonAsync(json.After, ct).GetAwaiter().GetResult();
                }),
            .. VegaLite("6.5.0 against 5.23.0", "vega-lite-5", "vega-lite"),
            .. VegaLite("5.23.0 against 4.17.0", "vega-lite-4", "vega-lite-5"),
        ];
        IReadOnlyList<Measurement> measured =
        [
            .. contests.Select(contest => contest.Run(ct)),
            .. ManyVersions.Measure(ct),
        ];
        return Task.FromResult(measured);
    }

    /// <summary>1.9 MB on each side, incompatible. None where the packages are missing.</summary>
    private static Contest[] VegaLite(string versions, string before, string after)
    {
        var paths = Array.ConvertAll(
            [before, after],
            package => Repository.File($"tests/.packages/node_modules/{package}/build/vega-lite-schema.json"));
        if (!paths.All(File.Exists))
            return [];
        var pair = new SchemaPair(SchemaPair.Json, File.ReadAllText(paths[0]), File.ReadAllText(paths[1]));
        const string Baseline = "JsonDocument.Parse of both texts";
        return
        [
            new($"compare vega-lite {versions}", Baseline, "–", () => pair.Compare(), ParseBoth),
            new($"read both texts and compare, vega-lite {versions}", Baseline, "–", pair.ReadBothAndCompare, ParseBoth),
        ];

        void ParseBoth()
        {
            JsonDocument.Parse(pair.Before).Dispose();
            JsonDocument.Parse(pair.After).Dispose();
        }
    }
}
