namespace SchemaRegistry.Benchmarks.Compatibility.Growth;

/// <summary>Files of any size; the later version has one thing more.</summary>
internal static class GrowingProtobuf
{
    public const string Language = "Protobuf";

    public static SchemaPair Fields(int count) => Pair(count, size =>
        $"message M {{ {Join(size, number => $"string f{number} = {FieldNumber(number)};")} }}");

    public static SchemaPair Symbols(int count) => Pair(count, size =>
        $"enum E {{ {Join(size, number => $"S{number} = {number - 1};")} }}");

    public static SchemaPair Branches(int count) => new(
        SchemaPair.Protobuf, File(OneofOf(count)), File($"{OneofOf(count)} message More {{}}"));

    private static string OneofOf(int count) =>
        $"message M {{ oneof o {{ {Join(count, number => $"B{number} b{number} = {number};")} }} }} "
        + Join(count, number => $"message B{number} {{ int64 id = 1; string name = 2; optional string note = 3; }}");

    private static SchemaPair Pair(int count, Func<int, string> create) =>
        new(SchemaPair.Protobuf, File(create(count)), File(create(count + 1)));

    private static string File(string types) => $"syntax = \"proto3\"; {types}";

    /// <summary>19,000 to 19,999 are the language's own.</summary>
    private static int FieldNumber(int number) => number < 19_000 ? number : number + 1000;

    private static string Join(int count, Func<int, string> create) =>
        string.Join(' ', Enumerable.Range(1, count).Select(create));
}
