using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Tests.Avro.Encoding;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>Our own table is complete, and the documentation tells of every case that is unlike the codec.</summary>
public sealed class RulesTableTests
{
    private static readonly string[] Rules =
    [
        "FIXED_SIZE_MISMATCH", "MISSING_ENUM_SYMBOLS", "MISSING_UNION_BRANCH", "NAME_MISMATCH",
        "READER_FIELD_MISSING_DEFAULT_VALUE", "TYPE_MISMATCH", "UNEXPECTED",
    ];

    private static readonly IReadOnlyList<VerdictCase> Cases =
        [.. VerdictCase.ReadAll(Repository.File("schemas/compatibility/avro/rules.jsonl"))];

    [Fact]
    public void Every_rule_has_cases_in_both_directions_and_one_that_is_compatible()
    {
        foreach (var rule in Rules)
        {
            var cases = Cases.Where(one => (string)one.Json["rule"]! == rule).ToList();
            Assert.Contains(cases, one => !one.Compatible && one.Level.StartsWith("BACKWARD", StringComparison.Ordinal));
            Assert.Contains(cases, one => !one.Compatible && one.Level.StartsWith("FORWARD", StringComparison.Ordinal));
            Assert.Contains(cases, one => one.Compatible);
        }

        Assert.All(Cases, one => Assert.Contains((string)one.Json["rule"]!, Rules));
    }

    [Fact]
    public void Every_case_has_an_id_of_its_own_and_a_path_where_it_is_incompatible()
    {
        Assert.Equal(Cases.Count, Cases.Select(one => one.Id).Distinct().Count());
        Assert.All(Cases, one => Assert.Equal(one.Compatible, one.Json["path"] is null));
    }

    [Fact]
    public void The_rule_and_path_of_every_incompatible_case_are_found()
    {
        var pairs = VerdictPair.All(VerdictTable.Own).ToLookup(pair => pair.Id);
        var wrong = Cases
            .Where(one => !one.Compatible)
            .Where(one => !pairs[one.Id].Any(pair => Sides.Locate(pair.Reader, pair.Writer).Any(found =>
                found.Finding.Rule == (string)one.Json["rule"]! && found.Finding.Path == (string)one.Json["path"]!)))
            .Select(one => one.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_known_looseness_shows_in_the_data_of_its_case()
    {
        foreach (var known in Looseness.All)
        {
            var pair = VerdictPair.All(VerdictTable.Own).Single(one => one.Id == known.CaseId);
            var hex = JsonText.ToHex(pair.Writer.Root(), known.Json);
            var decoder = new AvroJsonDecoder(pair.Writer.Root(), pair.Reader.Root(), AvroJsonStyle.Plain);

            Assert.Empty(Sides.Locate(pair.Reader, pair.Writer));
            Assert.Equal(known.ReaderSays, JsonText.Decode(decoder, Hex.ToBytes(hex)));
        }
    }

    [Fact]
    public void Cases_that_are_stricter_than_the_codec_have_no_witness()
    {
        foreach (var id in new[] { "avro-038", "avro-201", "avro-202", "avro-203" })
        {
            var pair = VerdictPair.All(VerdictTable.Own).Single(one => one.Id == id);
            var found = Assert.Single(Sides.Locate(pair.Reader, pair.Writer));

            Assert.Null(AvroRules.Instance.FindWitness(
                found, pair.Reader.Schema, pair.Writer.Schema, WitnessBudget.Default));
        }
    }

    [Fact]
    public void The_documentation_tells_of_every_rule_and_of_every_case_that_is_unlike_the_codec()
    {
        var docs = File.ReadAllText(Repository.File("docs/compatibility/avro.md"));

        Assert.All(Rules, rule => Assert.Contains($"`{rule}`", docs, StringComparison.Ordinal));
        Assert.All(
            Cases.Where(one => ((string?)one.Json["note"] ?? "").Contains("than the codec", StringComparison.Ordinal)),
            one => Assert.Contains($"`{one.Id}`", docs, StringComparison.Ordinal));
    }
}
