using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>What a person is told to write, and that it helps.</summary>
public sealed class ProposeEditsTests
{
    /// <summary>
    /// Every rule has proposals for both sides. In avro-203 the writer would have to give up a field, because the
    /// reader confuses it with another: that is no advice.
    /// </summary>
    private static readonly (string Id, bool EditsReader)[] WithoutProposal = [("avro-203", false)];

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_proposal_for_the_tables_is_a_schema(VerdictTable table)
    {
        var findings = Findings(table);

        var wrong = findings
            .SelectMany(finding => finding.Edits().Where(edit => !finding.IsSchema(edit)).Select(edit => $"{finding}: {edit}"));

        Assert.NotEmpty(findings);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_finding_of_the_tables_has_a_proposal_that_takes_it_away_and_adds_none(VerdictTable table)
    {
        var findings = Findings(table);

        var helpless = findings.Where(finding => !finding.Edits().Any(finding.IsMendedBy));

        Assert.NotEmpty(findings);
        Assert.All(helpless, finding => Assert.Contains((finding.Pair.Id, finding.EditsReader), WithoutProposal));
    }

    [Fact]
    public void A_new_field_gets_a_default_or_becomes_optional_and_the_layout_stays()
    {
        const string reader = """
            {
              "type": "record", "name": "Reading", // of a station
              "fields": [
                {"name": "celsius", "type": "double"},
                {"name": "station", "type": "string"}
              ]
            }
            """;
        var writer = """{"type":"record","name":"Reading","fields":[{"name":"celsius","type":"double"}]}""";

        var edits = Propose(reader, writer, editsReader: true);

        Assert.Equal(
            [
                "Give the field 'station' of the record 'Reading' a default, such as \"\".",
                "Make the field 'station' of the record 'Reading' optional: null in its type, and the default null.",
                "Leave out the field 'station' of the record 'Reading'.",
            ],
            edits.Select(edit => edit.Suggestion));
        Assert.Equal(
            reader.Replace("\"string\"}", "\"string\", \"default\": \"\"}", StringComparison.Ordinal), edits[0].Text);
        Assert.Equal(
            reader.Replace("\"string\"}", "[\"null\", \"string\"], \"default\": null}", StringComparison.Ordinal),
            edits[1].Text);
        Assert.Equal(
            reader.Replace(",\n    {\"name\": \"station\", \"type\": \"string\"}", "", StringComparison.Ordinal),
            edits[2].Text);
    }

    [Theory]
    [InlineData("\"null\"", "null")]
    [InlineData("\"boolean\"", "false")]
    [InlineData("\"long\"", "0")]
    [InlineData("\"float\"", "0.0")]
    [InlineData("\"bytes\"", "\"\"")]
    [InlineData("[\"int\",\"null\"]", "0")]
    [InlineData("""{"type":"array","items":"int"}""", "[]")]
    [InlineData("""{"type":"map","values":"int"}""", "{}")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","B"]}""", "\"A\"")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","B"],"default":"B"}""", "\"B\"")]
    [InlineData("""{"type":"fixed","name":"F","size":2}""", "\"\\u0000\\u0000\"")]
    [InlineData("""{"type":"record","name":"I","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":1}]}""", """{"a":0}""")]
    public void The_default_is_the_plainest_of_its_type(string type, string expected)
    {
        var reader = $$"""{"type":"record","name":"R","fields":[{"name":"f","type":{{type}}}]}""";

        var edit = Propose(reader, """{"type":"record","name":"R","fields":[]}""", editsReader: true)[0];

        Assert.Equal(
            $$"""{"type":"record","name":"R","fields":[{"name":"f","type":{{type}},"default":{{expected}}}]}""", edit.Text);
    }

    [Fact]
    public void A_renamed_field_gets_an_alias_or_keeps_its_name()
    {
        const string reader = """{"type":"record","name":"R","fields":[{"name":"celsius","type":"double"}]}""";
        const string writer = """{"type":"record","name":"R","fields":[{"name":"temp","type":"double"}]}""";

        Assert.Contains(
            new SchemaEdit(
                "If the field 'celsius' is 'temp' by another name, give it the alias \"temp\".",
                """{"type":"record","name":"R","fields":[{"name":"celsius","type":"double","aliases":["temp"]}]}"""),
            Propose(reader, writer, editsReader: true));
        Assert.Contains(
            new SchemaEdit("If the field 'temp' is 'celsius' by another name, keep the name 'celsius'.", reader),
            Propose(reader, writer, editsReader: false));
    }

    [Fact]
    public void A_field_that_readers_need_is_kept_at_its_place_with_the_types_that_it_needs()
    {
        const string reader = """
            {"type":"record","name":"R","namespace":"n","fields":[{"name":"a","type":{"type":"fixed","name":"Mac","size":6}},
            {"name":"b","type":{"type":"map","values":"Mac"}},{"name":"c","type":{"type":"enum","name":"o.E","symbols":["A"]}}]}
            """;
        const string writer = """
            {"type": "record", "name": "n.R", "fields": [
               {"name": "x", "type": "int"},
               {"name": "a", "type": {"type": "fixed", "name": "Mac", "size": 6}}]}
            """;

        var edits = Propose(reader, writer, editsReader: false);

        Assert.Equal(
            """
            {"type": "record", "name": "n.R", "fields": [
               {"name": "x", "type": "int"},
               {"name": "a", "type": {"type": "fixed", "name": "Mac", "size": 6}},
               {"name": "b", "type": {"type": "map", "values": "Mac"}}]}
            """,
            edits[0].Text);
    }

    [Fact]
    public void What_is_wrong_inside_a_branch_is_mended_there_all_at_once()
    {
        const string reader = """["null",{"type":"record","name":"A","fields":[{"name":"x","type":"int"},{"name":"y","type":["null","int"]},{"name":"z","type":"int"}]}]""";
        const string writer = """["null",{"type":"record","name":"A","fields":[{"name":"x","type":"int"}]}]""";

        var edit = Propose(reader, writer, editsReader: true)[0];

        Assert.Equal(
            """["null",{"type":"record","name":"A","fields":[{"name":"x","type":"int"},{"name":"y","type":["null","int"],"default":null},{"name":"z","type":"int","default":0}]}]""",
            edit.Text);
        Assert.Equal(
            "Give the field 'y' of the record 'A' a default, such as null. "
                + "Give the field 'z' of the record 'A' a default, such as 0.",
            edit.Suggestion);
    }

    [Fact]
    public void A_type_takes_its_old_name_back_wherever_it_is_used()
    {
        const string reader = """{"type":"record","name":"n.Old","fields":[{"name":"next","type":["null","Old"]}]}""";
        const string writer = """{"type":"record","name":"n.New","fields":[{"name":"next","type":["null","n.New"]}]}""";

        Assert.Equal(
            """{"type":"record","name":"n.Old","fields":[{"name":"next","type":["null","n.Old"]}]}""",
            Assert.Single(Propose(reader, writer, editsReader: false)).Text);
        Assert.Equal(
            """{"type":"record","name":"n.Old","fields":[{"name":"next","type":["null","Old"]}],"aliases":["New"]}""",
            Propose(reader, writer, editsReader: true)[0].Text);
    }

    [Fact]
    public void A_type_without_a_namespace_is_an_alias_with_a_dot_before_it()
    {
        var edits = Propose(
            """{"type":"fixed","name":"n.Mac","size":6}""", """{"type":"fixed","name":"Address","size":6}""", editsReader: true);

        Assert.Equal("""{"type":"fixed","name":"n.Mac","size":6,"aliases":[".Address"]}""", edits[0].Text);
    }

    [Fact]
    public void A_default_goes_with_the_branch_that_it_was_of()
    {
        const string reader = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
        const string writer = """{"type":"record","name":"R","fields":[{"name":"a","type":["null","int"],"default":null}]}""";

        Assert.Equal(reader, Propose(reader, writer, editsReader: false)[0].Text);
        Assert.Equal(
            """{"type":"record","name":"R","fields":[{"name":"a","type":["null","int"]}]}""",
            Propose(reader, writer, editsReader: true)[0].Text);
    }

    [Fact]
    public void Symbols_are_kept_or_left_out_with_the_default_that_one_of_them_is()
    {
        const string reader = """{"type":"enum","name":"E","symbols":["A","C"]}""";
        const string writer = """{"type":"enum","name":"E","symbols":["B","A","C","D"],"default":"B"}""";

        Assert.Equal("""{"type":"enum","name":"E","symbols":["A","C"]}""", Propose(reader, writer, editsReader: false)[0].Text);
        Assert.Equal(
            ["""{"type":"enum","name":"E","symbols":["A","C","B","D"]}""", """{"type":"enum","name":"E","symbols":["A","C"],"default":"A"}"""],
            Propose(reader, writer, editsReader: true).Select(edit => edit.Text));
    }

    [Fact]
    public void What_stands_in_a_reference_is_not_edited_here()
    {
        const string station = """{"type":"record","name":"Station","fields":[{"name":"id","type":"int"}]}""";
        const string text = """{"type":"record","name":"R","fields":[{"name":"at","type":"Station"}]}""";
        var reader = Sides.Of(text, new ResolvedReference("s", station.Replace("int", "string", StringComparison.Ordinal)));
        var writer = Sides.Of(text, new ResolvedReference("s", station));
        var found = Assert.Single(Sides.Locate(reader, writer));

        Assert.Empty(AvroRules.Instance.ProposeEdits(found, reader, writer, editsReader: true));
        Assert.Empty(AvroRules.Instance.ProposeEdits(found, reader, writer, editsReader: false));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Texts_beyond_the_bound_get_no_proposals(int beyond, bool hasProposals)
    {
        const string small = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
        const string other = """{"type":"record","name":"R","fields":[]}""";
        var large = small.PadRight(AvroLimits.MaxEditedCharacters + beyond);

        foreach (var editsReader in (bool[])[true, false])
        {
            Assert.NotEmpty(Propose(small, other, editsReader));
            Assert.Equal(hasProposals, Propose(large, other, editsReader).Count > 0);
            Assert.Equal(
                hasProposals,
                Propose(small, other.PadRight(AvroLimits.MaxEditedCharacters + beyond), editsReader).Count > 0);
        }
    }

    [Fact]
    public void References_count_for_the_bound_of_proposals()
    {
        const string text = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
        var reference = new ResolvedReference("s", "\"string\"".PadRight(AvroLimits.MaxEditedCharacters));
        var writer = Sides.Of("""{"type":"record","name":"R","fields":[]}""");
        var found = Assert.Single(Sides.Locate(Sides.Of(text), writer));

        Assert.NotEmpty(AvroRules.Instance.ProposeEdits(found, Sides.Of(text), writer, editsReader: true));
        Assert.Empty(AvroRules.Instance.ProposeEdits(found, Sides.Of(text, reference), writer, editsReader: true));
    }

    private static IReadOnlyList<SchemaEdit> Propose(string reader, string writer, bool editsReader)
    {
        var (read, written) = (Sides.Of(reader), Sides.Of(writer));
        var found = Sides.Locate(read, written)[0];
        return AvroRules.Instance.ProposeEdits(found, read, written, editsReader);
    }

    private static IReadOnlyList<EditCase> Findings(VerdictTable table) =>
    [
        .. VerdictPair.All(table).SelectMany(pair => Sides.Locate(pair.Reader, pair.Writer)
            .SelectMany(found => new[]
            {
                new EditCase(pair, found, EditsReader: true), new EditCase(pair, found, EditsReader: false),
            })),
    ];
}
