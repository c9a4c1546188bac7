using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>Where findings lie in both texts; lines and columns were counted by hand.</summary>
public sealed class LocateTests
{
    private const string Station =
        """{"type":"record","name":"Station","namespace":"geo","fields":[{"name":"id","type":"int"}]}""";

    [Fact]
    public void A_field_without_default_is_shown_with_the_fields_that_lack_it()
    {
        var reader = """
            {
              "type": "record", "name": "Reading",
              "fields": [
                {"name": "celsius", "type": "double"},
                {"name": "station", "type": "string"}
              ]
            }
            """;
        var writer = """{"name":"Reading","type":"record","fields":[{"name":"celsius","type":"double"}]}""";

        var found = Assert.Single(Sides.Locate(reader, writer));

        Assert.Equal(
            Spot("/fields/1", 5, 5, """{"name":"station","type":"string"}"""), found.Reader);
        Assert.Equal(Spot("/fields", 1, 44, null), found.Writer);
    }

    [Fact]
    public void Paths_differ_where_the_fields_have_another_order()
    {
        var reader = """{"type":"record","name":"R","fields":[{"name":"b","type":"int"},{"name":"a","type":{"type":"array","items":"int"}}]}""";
        var writer = """{"type":"record","name":"R","fields":[{"name":"a","type":{"items":"string","type":"array"}},{"name":"b","type":"int"}]}""";

        var found = Assert.Single(Sides.Locate(reader, writer));

        Assert.Equal("/fields/1/type/items", found.Finding.Path);
        Assert.Equal(("/fields/1/type/items", "\"int\""), (found.Reader.Path, found.Reader.Value));
        Assert.Equal(("/fields/0/type/items", "\"string\""), (found.Writer.Path, found.Writer.Value));
        Assert.Equal("string\"", writer[found.Writer.Column!.Value..][..7]);
    }

    [Fact]
    public void A_branch_of_the_writer_has_a_place_of_its_own_and_the_reader_shows_its_type()
    {
        var found = Assert.Single(Sides.Locate("\"int\"", """["null","int"]"""));

        Assert.Equal("/0", found.Finding.Path);
        Assert.Equal(Spot("", 1, 1, "\"int\""), found.Reader);
        Assert.Equal(Spot("/0", 1, 2, "\"null\""), found.Writer);
    }

    [Fact]
    public void A_branch_that_the_reader_lacks_is_missed_in_its_union()
    {
        var found = Assert.Single(Sides.Locate("""["null","string"]""", """["null","string","int"]"""));

        Assert.Equal(Spot("", 1, 1, null), found.Reader);
        Assert.Equal(Spot("/2", 1, 18, "\"int\""), found.Writer);
    }

    [Fact]
    public void A_branch_that_the_reader_has_but_can_not_read_is_the_one_of_that_name()
    {
        var reader = $$"""["null",{{Station.Replace("\"int\"", "\"string\"", StringComparison.Ordinal)}}]""";

        var found = Assert.Single(Sides.Locate(reader, $"[{Station},\"null\"]"));

        Assert.Equal("MISSING_UNION_BRANCH", found.Finding.Rule);
        Assert.Equal("/1", found.Reader.Path);
        Assert.StartsWith("""{"type":"record","name":"Station",""", found.Reader.Value, StringComparison.Ordinal);
        Assert.Equal("/0", found.Writer.Path);
    }

    [Fact]
    public void Names_sizes_and_symbols_are_found_in_the_definition_of_a_type_that_is_used_by_name()
    {
        const string reader = """
            {"type":"record","name":"R","namespace":"n","fields":[
            {"name":"a","type":"Mac"},
            {"name":"b","type":{"type":"fixed","name":"Mac","size":6}},
            {"name":"c","type":{"type":"enum","name":"Unit","symbols":["C"]}},
            {"name":"d","type":{"type":"fixed","name":"Key","size":1}}]}
            """;
        const string writer = """
            {"type":"record","name":"R","namespace":"n","fields":[
            {"name":"a","type":{"type":"fixed","name":"Mac","size":8}},
            {"name":"b","type":"n.Mac"},
            {"name":"c","type":{"type":"enum","name":"Unit","symbols":["C","F"]}},
            {"name":"d","type":{"type":"fixed","name":"Lock","size":1}}]}
            """;

        var found = Sides.Locate(reader, writer);

        Assert.Equal(
            ["FIXED_SIZE_MISMATCH", "FIXED_SIZE_MISMATCH", "MISSING_ENUM_SYMBOLS", "NAME_MISMATCH"],
            found.Select(one => one.Finding.Rule));
        Assert.Equal(Spot("/fields/1/type/size", 3, 56, "6"), found[0].Reader);
        Assert.Equal(Spot("/fields/0/type/size", 2, 56, "8"), found[0].Writer);
        Assert.Equal(Spot("/fields/2/type/symbols", 4, 59, null), found[2].Reader);
        Assert.Equal(Spot("/fields/2/type/symbols/1", 4, 64, "\"F\""), found[2].Writer);
        Assert.Equal(Spot("/fields/3/type/name", 5, 43, "\"Key\""), found[3].Reader);
        Assert.Equal(Spot("/fields/3/type/name", 5, 43, "\"Lock\""), found[3].Writer);
    }

    [Fact]
    public void A_place_in_a_reference_has_the_name_of_the_reference_and_no_line()
    {
        var old = new ResolvedReference("geo.Station", Station);
        var updated = new ResolvedReference("geo.Station", Station.Replace("int", "string", StringComparison.Ordinal));
        const string text = """{"type":"record","name":"R","fields":[{"name":"at","type":"geo.Station"}]}""";

        var found = Assert.Single(Sides.Locate(Sides.Of(text, updated), Sides.Of(text, old)));

        Assert.Equal("/fields/0/type/fields/0/type", found.Finding.Path);
        Assert.Equal(
            new SchemaSpot("/fields/0/type") { Reference = "geo.Station", Value = "\"string\"" }, found.Reader);
        Assert.Equal(new SchemaSpot("/fields/0/type") { Reference = "geo.Station", Value = "\"int\"" }, found.Writer);
    }

    [Fact]
    public void A_type_of_a_reference_is_shown_where_it_is_used()
    {
        var reference = new ResolvedReference("geo.Station", Station);
        const string reader = """{"type":"record","name":"R","fields":[{"name":"at","type":"geo.Station"}]}""";
        const string writer = """{"type":"record","name":"R","fields":[{"name":"at","type":"long"}]}""";

        var found = Assert.Single(Sides.Locate(Sides.Of(reader, reference), Sides.Of(writer)));

        Assert.Equal(Spot("/fields/0/type", 1, 59, "\"geo.Station\""), found.Reader);
        Assert.Equal(Spot("/fields/0/type", 1, 59, "\"long\""), found.Writer);
    }

    [Fact]
    public void Comments_and_characters_of_several_bytes_are_counted_as_a_person_sees_them()
    {
        var reader = "/* Größe */ {\"type\":\"record\",\"name\":\"R\",\n  /* é */ \"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
        var writer = """{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}""";

        var found = Assert.Single(Sides.Locate(reader, writer));

        Assert.Equal(Spot("/fields/0/type", 2, 40, "\"int\""), found.Reader);
    }

    [Fact]
    public void An_ambiguous_field_is_shown_with_the_first_field_that_it_could_mean()
    {
        var reader = """{"type":"record","name":"R","fields":[{"name":"x","aliases":["c","b"],"type":"int"}]}""";
        var writer = """{"type":"record","name":"R","fields":[{"name":"b","type":"int"},{"name":"c","type":"int"}]}""";

        var found = Assert.Single(Sides.Locate(reader, writer));

        Assert.Equal("UNEXPECTED", found.Finding.Rule);
        Assert.Equal(("/fields/0", "/fields/1"), (found.Reader.Path, found.Writer.Path));
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var symbols = string.Join(',', Enumerable.Range(0, 100).Select(index => $"\"S{index}\""));
        var writer = $$"""{"type":"enum","name":"E","symbols":[{{symbols}}]}""";

        var found = Assert.Single(Sides.Locate("""{"type":"enum","name":"E","symbols":["A"]}""", writer));

        Assert.Equal(SchemaSpot.MaxValueLength, found.Writer.Value!.Length);
        Assert.EndsWith("…", found.Writer.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_is_repeated_is_located_once()
    {
        const string text = """
            {"type":"record","name":"R","fields":[
            {"name":"a","type":{"type":"fixed","name":"F","size":1}},{"name":"b","type":"F"}]}
            """;

        var found = Sides.Locate(text, text.Replace("1", "2", StringComparison.Ordinal));

        Assert.Equal(2, found.Count);
        Assert.Same(found[0], found[1]);
    }

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_finding_of_the_tables_has_a_place_in_both_texts_and_its_value_stands_there(VerdictTable table)
    {
        var wrong = new List<string>();
        foreach (var pair in VerdictPair.All(table))
        {
            var found = Sides.Locate(pair.Reader, pair.Writer);
            var told = AvroRules.Instance.FindIncompatibilities(
                pair.Reader.Schema, pair.Writer.Schema, ComparisonOptions.Default);
            if (!found.Select(one => one.Finding.ToMessage("new", "old")).SequenceEqual(told.Select(one => one.ToMessage("new", "old"))))
                wrong.Add($"{pair.Id}: other findings");
            wrong.AddRange(found
                .Where(one => !StandsThere(one.Reader, pair.Reader.Text) || !StandsThere(one.Writer, pair.Writer.Text))
                .Select(one => $"{pair.Id}: {one}"));
        }

        Assert.Empty(wrong);
    }

    /// <summary>The texts of the tables have no blanks inside of strings that matter.</summary>
    private static bool StandsThere(SchemaSpot spot, string text)
    {
        if (spot.Line is not { } line || spot.Column is not { } column)
            return false;
        var fromLine = string.Join('\n', text.Split('\n').Skip(line - 1));
        var rest = string.Concat(fromLine[(column - 1)..].Where(c => !char.IsWhiteSpace(c)));
        var value = string.Concat((spot.Value ?? "").Where(c => !char.IsWhiteSpace(c))).TrimEnd('…');
        return rest.StartsWith(value, StringComparison.Ordinal);
    }

    private static SchemaSpot Spot(string path, int line, int column, string? value) =>
        new(path) { Line = line, Column = column, Value = value };
}
