namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>JSON schemas of any size; the later version has one thing more.</summary>
internal static class GrowingJson
{
    public const string Language = "JSON Schema";

    public static SchemaPair Fields(int count) => Pair(count, size =>
        $$$"""{"type":"object","additionalProperties":false,"properties":{{{{Join(size, Property)}}}}}""");

    public static SchemaPair Symbols(int count) => Pair(count, size =>
        $$"""{"type":"string","enum":[{{Join(size, index => $"\"s{index}\"")}}]}""");

    /// <summary>Objects that differ in a constant, in opposite order.</summary>
    public static SchemaPair Branches(int count) => new(
        SchemaPair.Json, OneOf(Join(count, Branch)), OneOf(Join(count + 1, index => Branch(count - index))));

    public static SchemaPair OneAgainstBranches(int count) => new(
        SchemaPair.Json, Branch(0), OneOf(Join(count, index => Branch(count - 1 - index))));

    private static string OneOf(string branches) => $$"""{"oneOf":[{{branches}}]}""";

    private static string Property(int index) => $"\"f{index}\":{{\"type\":\"string\"}}";

    private static string Branch(int index) =>
        $$$$"""
        {"type":"object","additionalProperties":false,"required":["kind"],"properties":{
        "kind":{"const":"b{{{{index}}}}"},"id":{"type":"integer"},"name":{"type":"string"}}}
        """;

    private static SchemaPair Pair(int count, Func<int, string> create) =>
        new(SchemaPair.Json, create(count), create(count + 1));

    private static string Join(int count, Func<int, string> create) =>
        string.Join(',', Enumerable.Range(0, count).Select(create));
}
