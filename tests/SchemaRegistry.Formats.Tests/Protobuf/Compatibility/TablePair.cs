using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Formats.Tests.Avro.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Two schemas of a case of a table, in one of the directions that its level looks at.</summary>
internal sealed record TablePair(string Id, ComparedSide Reader, ComparedSide Writer, bool IsCandidateReader)
{
    private const string Given = "conformance/given/protobuf.jsonl";
    private const string Own = "schemas/compatibility/protobuf/rules.jsonl";

    /// <summary>The pairs of both tables.</summary>
    public static IEnumerable<TablePair> ReadAll() => [.. ReadOwn(), .. ReadGiven()];

    /// <summary>The pairs of the table of the reference; skips the calling test where it is not.</summary>
    public static IEnumerable<TablePair> ReadGiven() =>
        VerdictCase.ReadAll(SharedReference.PathOrSkip(Given)).SelectMany(Of);

    public static IEnumerable<TablePair> ReadOwn() => VerdictCase.ReadAll(Repository.File(Own)).SelectMany(Of);

    public IReadOnlyList<LocatedIncompatibility> Locate() =>
        ProtobufRules.Instance.Locate(Reader, Writer, ComparisonOptions.Default);

    private static IEnumerable<TablePair> Of(VerdictCase verdict)
    {
        var references = verdict.Json["references"];
        var candidate = Side(verdict.Candidate, references?["candidate"]);
        foreach (var (index, text) in verdict.Previous.Index())
        {
            var previous = Side(text, references?["previous"]?[index]);
            if (!verdict.Level.StartsWith("FORWARD", StringComparison.Ordinal))
                yield return new TablePair($"{verdict.Id}/{index}", candidate, previous, IsCandidateReader: true);
            if (!verdict.Level.StartsWith("BACKWARD", StringComparison.Ordinal))
                yield return new TablePair($"{verdict.Id}/{index}", previous, candidate, IsCandidateReader: false);
        }
    }

    public static ComparedSide Side(string text, params ResolvedReference[] references) =>
        new(ProtobufText.Parse(text, references), text, new ReferenceSet(references));

    private static ComparedSide Side(string text, JsonNode? references) => Side(text, References(references));

    /// <summary>A reference without a text is a built-in file.</summary>
    public static ResolvedReference[] References(JsonNode? references) =>
    [
        .. (references?.AsArray() ?? [])
            .Where(reference => reference!["schema"] is not null)
            .Select(reference => ToReference(reference!)),
    ];

    private static ResolvedReference ToReference(JsonNode reference)
    {
        var name = (string)reference["name"]!;
        var target = new SchemaReference(name, (string)reference["subject"]!, (int)reference["version"]!);
        return new ResolvedReference(name, (string)reference["schema"]!) { Target = target };
    }
}
