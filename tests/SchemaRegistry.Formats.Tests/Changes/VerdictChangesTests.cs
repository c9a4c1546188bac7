using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Formats.Tests.Avro.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Changes;

/// <summary>What must hold of the changes of any two schemas, held to all pairs of the verdict tables.</summary>
public sealed class VerdictChangesTests
{
    public static TheoryData<string, string> Tables => new()
    {
        { "schemas/compatibility/avro/rules.jsonl", "AVRO" },
        { "schemas/compatibility/jsonschema/rules.jsonl", "JSON" },
        { "schemas/compatibility/protobuf/rules.jsonl", "PROTOBUF" },
        { "conformance/given/avro.jsonl", "AVRO" },
        { "conformance/given/json.jsonl", "JSON" },
        { "conformance/given/protobuf.jsonl", "PROTOBUF" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void What_breaks_a_reader_is_told_at_a_change(string table, string type)
    {
        var wrong = new List<string>();
        foreach (var (id, old, updated) in Pairs(table, type))
        {
            var diff = Diffs.Compare(old, updated);
            var isTold = (diff.Backward.Count == 0 || diff.Changes.Any(change => change.BreaksBackward is not null))
                && (diff.Forward.Count == 0 || diff.Changes.Any(change => change.BreaksForward is not null));
            if (!isTold)
                wrong.Add($"{id}: {string.Join(" | ", Diffs.Show(diff))} for {string.Join(' ', diff.Backward)}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void What_breaks_no_reader_is_told_to_break_none(string table, string type)
    {
        var wrong = new List<string>();
        foreach (var (id, old, updated) in Pairs(table, type))
        {
            var diff = Diffs.Compare(old, updated);
            if ((diff.Backward.Count == 0 && diff.Changes.Any(change => change.BreaksBackward is not null))
                || (diff.Forward.Count == 0 && diff.Changes.Any(change => change.BreaksForward is not null)))
                wrong.Add(id);
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_schema_has_no_changes_to_itself(string table, string type)
    {
        var wrong = Pairs(table, type)
            .Where(pair => Rules(type).FindChanges(pair.Updated, pair.Updated).Found.Count > 0)
            .Select(pair => pair.Id);

        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Id, ParsedSchema Old, ParsedSchema Updated)> Pairs(string table, string type)
    {
        var path = table.StartsWith("schemas", StringComparison.Ordinal)
            ? Repository.File(table)
            : SharedReference.PathOrSkip(table);
        foreach (var verdict in VerdictCase.ReadAll(path))
        {
            var references = verdict.Json["references"];
            yield return (
                verdict.Id,
                Parse(type, verdict.Previous[^1], references?["previous"]?[verdict.Previous.Count - 1]),
                Parse(type, verdict.Candidate, references?["candidate"]));
        }
    }

    private static ICompatibilityRules Rules(string type) => Language(type).Rules;

    private static SchemaLanguage Language(string type) => type switch
    {
        "AVRO" => Languages.Avro,
        "JSON" => Languages.JsonSchema,
        _ => Languages.Protobuf,
    };

    /// <summary>A reference without a text is a built-in file.</summary>
    private static ParsedSchema Parse(string type, string text, JsonNode? references)
    {
        var resolved = (references?.AsArray() ?? [])
            .Where(reference => reference!["schema"] is not null)
            .Select(reference => new ResolvedReference((string)reference!["name"]!, (string)reference["schema"]!));
        var result = Language(type).Format.Parse(text, new ReferenceSet([.. resolved]), SchemaParsing.Stored);
        Assert.True(result.TryGetSchema(out var schema, out var problems), string.Join("; ", problems));
        return schema;
    }
}
