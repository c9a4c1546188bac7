using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>One thing that grows in the schemas of one language, and the work of a comparison at each size.</summary>
/// <param name="What">In the plural: <c>fields</c>.</param>
/// <param name="Language">As it is called in text.</param>
/// <param name="Sizes">Ascending.</param>
/// <param name="Create">Makes the schemas of a size, and reads them.</param>
internal sealed record GrowthSeries(
    string What, string Language, IReadOnlyList<int> Sizes, Func<int, GrowthCase> Create)
{
    private static readonly int[] Thousands = [10, 30, 100, 300, 1000, 3000, 10_000];
    private static readonly int[] Symbols = [10, 30, 100, 300, 1000, 2000];
    private static readonly int[] Branches = [2, 5, 10, 20, 50, 100, 200];
    private static readonly int[] Versions = [1, 3, 10, 30, 100, 300, 1000];

    public static IReadOnlyList<GrowthSeries> All { get; } =
    [
        Pairs("fields", GrowingAvro.Language, Thousands, GrowingAvro.Fields),
        Pairs("fields", GrowingProtobuf.Language, Thousands, GrowingProtobuf.Fields),
        Pairs("fields", GrowingJson.Language, Thousands, GrowingJson.Fields),
        Pairs("enum symbols", GrowingAvro.Language, Symbols, GrowingAvro.Symbols),
        Pairs("enum symbols", GrowingProtobuf.Language, Symbols, GrowingProtobuf.Symbols),
        Pairs("enum symbols", GrowingJson.Language, Symbols, GrowingJson.Symbols),
        Pairs("branches, one type against all", GrowingAvro.Language, Branches, GrowingAvro.OneAgainstBranches),
        Pairs("branches, one type against all", GrowingJson.Language, Branches, GrowingJson.OneAgainstBranches),
        Pairs("branches, all against all", GrowingAvro.Language, Branches, GrowingAvro.Branches),
        Pairs("branches, all against all", GrowingProtobuf.Language, Branches, GrowingProtobuf.Branches),
        Pairs("branches, all against all", GrowingJson.Language, Branches, GrowingJson.Branches),
        Repeated(GrowingAvro.Language, OrderSchemas.Avro),
        Repeated(GrowingProtobuf.Language, OrderSchemas.Protobuf),
        Repeated(GrowingJson.Language, OrderSchemas.Json),
    ];

    private static GrowthSeries Pairs(
        string what, string language, IReadOnlyList<int> sizes, Func<int, SchemaPair> create) =>
        new(what, language, sizes, size =>
        {
            var pair = create(size).MustBeCompatible();
            return new GrowthCase(() => pair.Compare(), pair.CountSteps());
        });

    private static GrowthSeries Repeated(string language, Func<SchemaPair> create) =>
        new("versions", language, Versions, size =>
        {
            var pair = create();
            var earlier = Enumerable.Range(1, size)
                .Select(version => new EarlierVersion(version, SchemaPair.Read(pair.Language, pair.Before)))
                .ToList();
            var candidate = SchemaPair.Read(pair.Language, pair.After);
            var rule = new CompatibilityRule(CompatibilityLevel.BackwardTransitive);
            return new GrowthCase(
                () => CompatibilityCheck.Run(pair.Language.Rules, candidate, earlier, rule),
                pair.CountSteps() * size);
        });
}
