namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// Pairs of schemas that are hard to compare, or just large. The later one says the same in another order, and one
/// thing more.
/// </summary>
internal static class HeavySchemas
{
    private const int Fields = 10_000;
    private const int Symbols = 2000;
    private const int Branches = 200;

    public static TheoryData<string> Names => [.. Pairs.Keys];

    private static readonly Dictionary<string, (string Type, Func<int, string> Create)> Pairs = new()
    {
        ["an Avro record of 10,000 fields"] = ("AVRO", more => AvroRecord("R", Range(Fields, more).Select(
            index => AvroField($"f{index}", "\"string\"", "\"\"")))),
        ["an Avro union of 200 records with unions of 200 records"] = ("AVRO", AvroUnionOfUnions),
        ["an Avro enum of 2,000 symbols"] = ("AVRO", more =>
            $$"""{"type":"enum","name":"E","symbols":[{{Join(Range(Symbols, more).Select(index => $"\"S{index}\""))}}]}"""),
        ["a message of 10,000 fields"] = ("PROTOBUF", more =>
            Proto($"message M {{ {Lines(Range(Fields, more).Select(index => $"string f{index} = {index + 1};"))} }}")),
        ["a Protobuf enum of 2,000 constants"] = ("PROTOBUF", more =>
            Proto($"enum E {{ {Lines(Enumerable.Range(0, Symbols + more).Select(index => $"S{index} = {index};"))} }}")),
        ["a oneof of 200 messages with oneofs of 200 messages"] = ("PROTOBUF", ProtoOneofOfOneofs),
        ["a JSON object of 10,000 properties"] = ("JSON", more => JsonObject(Range(Fields, more).Select(
            index => $"\"f{index}\":{{\"type\":\"string\"}}"))),
        ["a JSON enum of 2,000 values"] = ("JSON", more =>
            $$"""{"enum":[{{Join(Range(Symbols, more).Select(index => $"\"s{index}\""))}}]}"""),
        ["a oneOf of 200 objects with oneOfs of 200 objects"] = ("JSON", more => JsonAlternatives(more)),
        ["thirty levels of anyOf over two of the next"] = ("JSON", JsonLadder),
    };

    /// <summary>The bound by whose name a pair is refused when the larger one reads; others have a verdict.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["a oneOf of 200 objects with oneOfs of 200 objects"] = "MaxComparedPairs",
    };

    /// <summary>The same when the smaller one reads: in vain, which takes a look at every alternative.</summary>
    private static readonly Dictionary<string, string> RefusedBack = new()
    {
        ["a oneOf of 200 objects with oneOfs of 200 objects"] = "compatibility.max.steps",
        ["an Avro union of 200 records with unions of 200 records"] = "compatibility.max.steps",
    };

    /// <summary>Pairs of which either reads the other: a reader passes over fields that it does not know.</summary>
    private static readonly HashSet<string> EachWay =
        ["an Avro record of 10,000 fields", "a message of 10,000 fields", "a Protobuf enum of 2,000 constants"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    public static HeavyPair Find(string name)
    {
        var (type, create) = Pairs[name];
        return new HeavyPair(type, create(0), create(1))
        {
            Bound = Refused.GetValueOrDefault(name),
            BoundBack = RefusedBack.GetValueOrDefault(name),
            IsEachWay = EachWay.Contains(name),
        };
    }

    private static string AvroUnionOfUnions(int more)
    {
        var inner = Range(Branches, more).ToList();
        var defined = $"[{Join(inner.Select(index => AvroRecord($"I{index}", [AvroField("id", "\"long\"", "0")])))}]";
        var named = $"[{Join(inner.Select(index => $"\"I{index}\""))}]";
        return $"[{Join(Range(Branches, more).Select((index, place) => AvroRecord(
            $"O{index}", [AvroField("inner", place == 0 ? defined : named)])))}]";
    }

    private static string ProtoOneofOfOneofs(int more)
    {
        var inner = Lines(Range(Branches, more).Select(index => $"message I{index} {{ int64 id = 1; }}"));
        var ofInner = Lines(Range(Branches, more).Select(index => $"I{index} i{index} = {index + 1};"));
        var outer = Lines(Range(Branches, more).Select(index => $"message O{index} {{ oneof inner {{ {ofInner} }} }}"));
        var ofOuter = Lines(Range(Branches, more).Select(index => $"O{index} o{index} = {index + 1};"));
        return Proto($"message M {{ oneof outer {{ {ofOuter} }} }} {outer} {inner}");
    }

    private static string JsonAlternatives(int more)
    {
        var inner = Join(Range(Branches, more).Select(index => $$"""{"const":"i{{index}}"}"""));
        var outer = Join(Range(Branches, more).Select(index => JsonObject(
            [$"\"kind\":{{\"const\":\"o{index}\"}}", $"\"inner\":{{\"oneOf\":[{inner}]}}"])));
        return $$"""{"oneOf":[{{outer}}]}""";
    }

    private static string JsonLadder(int more)
    {
        const int Levels = 30;
        var levels = Enumerable.Range(0, Levels).Select(level =>
        {
            var next = $$"""{"$ref":"#/definitions/l{{level + 1}}"}""";
            return $"\"l{level}\":{{\"anyOf\":[{next},{{\"type\":\"array\",\"items\":{next}}}]}}";
        });
        var last = more == 0 ? "integer" : "number";
        return $"{{\"$ref\":\"#/definitions/l0\",\"definitions\":{{{Join(levels)},\"l{Levels}\":{{\"type\":\"{last}\"}}}}}}";
    }

    private static string JsonObject(IEnumerable<string> properties) =>
        $$$"""{"type":"object","additionalProperties":false,"properties":{{{{Join(properties)}}}}}""";

    private static string AvroRecord(string name, IEnumerable<string> fields) =>
        $$"""{"type":"record","name":"{{name}}","fields":[{{Join(fields)}}]}""";

    private static string AvroField(string name, string type, string? defaultValue = null) => defaultValue is null
        ? $$"""{"name":"{{name}}","type":{{type}}}"""
        : $$"""{"name":"{{name}}","type":{{type}},"default":{{defaultValue}}}""";

    private static string Proto(string types) => $"syntax = \"proto3\"; {types}";

    /// <summary>Upwards, or with more downwards.</summary>
    private static IEnumerable<int> Range(int count, int more) => more == 0
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, count + more).Reverse();

    private static string Join(IEnumerable<string> parts) => string.Join(',', parts);

    private static string Lines(IEnumerable<string> parts) => string.Join('\n', parts);
}

/// <param name="Type">The language.</param>
/// <param name="Smaller">What the larger one reads.</param>
/// <param name="Larger">The same in another order, with one thing more.</param>
internal sealed record HeavyPair(string Type, string Smaller, string Larger)
{
    /// <summary>The bound by whose name the larger one is refused as a reader; null when it has a verdict.</summary>
    public string? Bound { get; init; }

    /// <summary>The same for the smaller one.</summary>
    public string? BoundBack { get; init; }

    /// <summary>Whether the smaller one reads the larger one, too.</summary>
    public bool IsEachWay { get; init; }
}
