namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>Avro schemas of any size; the later version has one thing more.</summary>
internal static class GrowingAvro
{
    public const string Language = "Avro";

    public static SchemaPair Fields(int count) => Pair(count, size =>
        $$"""{"type":"record","name":"R","fields":[{{Join(size, Field)}}]}""");

    public static SchemaPair Symbols(int count) => Pair(count, size =>
        $$"""{"type":"enum","name":"E","symbols":[{{Join(size, index => $"\"S{index}\"")}}]}""");

    /// <summary>Records that differ in name, in opposite order: each looks through half of the others.</summary>
    public static SchemaPair Branches(int count) => new(
        SchemaPair.Avro,
        $"[{Join(count, Branch)}]",
        $"[{Join(count + 1, index => Branch(count - index))}]");

    public static SchemaPair OneAgainstBranches(int count) => new(
        SchemaPair.Avro, Branch(0), $"[{Join(count, index => Branch(count - 1 - index))}]");

    private static string Field(int index) => $$"""{"name":"f{{index}}","type":"string","default":""}""";

    private static string Branch(int index) =>
        $$"""
        {"type":"record","name":"B{{index}}","fields":[{"name":"id","type":"long"},
        {"name":"name","type":"string"},{"name":"note","type":["null","string"],"default":null}]}
        """;

    private static SchemaPair Pair(int count, Func<int, string> create) =>
        new(SchemaPair.Avro, create(count), create(count + 1));

    private static string Join(int count, Func<int, string> create) =>
        string.Join(',', Enumerable.Range(0, count).Select(create));
}
