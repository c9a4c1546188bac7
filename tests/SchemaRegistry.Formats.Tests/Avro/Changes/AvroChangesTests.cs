using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Tests.Changes;

namespace SchemaRegistry.Formats.Tests.Avro.Changes;

/// <summary>Expectations by hand; the rules are those of the compatibility reference.</summary>
public sealed class AvroChangesTests
{
    [Fact]
    public void Equal_schemas_have_no_changes_whatever_their_spelling() =>
        Assert.Empty(Show(
            Record("""{"name":"a","type":"int"}"""),
            """{ "fields" : [ { "type" : { "type" : "int" }, "name" : "a" } ], "name" : "R", "type" : "record" }"""));

    [Fact]
    public void Fields_come_and_go() =>
        Assert.Equal(
            [
                "FIELD_REMOVED /fields/0|- a: int→∅ F:READER_FIELD_MISSING_DEFAULT_VALUE",
                "FIELD_ADDED -|/fields/0 ∅→b: [null, string] = null",
                "FIELD_ADDED -|/fields/1 ∅→c: array<long> B:READER_FIELD_MISSING_DEFAULT_VALUE",
            ],
            Show(
                Record("""{"name":"a","type":"int"}"""),
                Record(
                    """{"name":"b","type":["null","string"],"default":null}""",
                    """{"name":"c","type":{"type":"array","items":"long"}}""")));

    [Fact]
    public void What_a_field_says_of_itself_is_compared() =>
        Assert.Equal(
            [
                "DOC_CHANGED /fields/0/doc one→two",
                "DEFAULT_CHANGED /fields/0/default ∅→5",
                "ORDER_CHANGED /fields/0/order ascending→descending",
                "ALIAS_REMOVED /fields/0/aliases|- x→∅",
                "ALIAS_ADDED -|/fields/0/aliases ∅→y",
                "ATTRIBUTE_CHANGED /fields/0/confluent:tags [\"A\"]→[\"A\",\"B\"]",
            ],
            Show(
                Record("""{"name":"a","type":"int","doc":"one","aliases":["x"],"confluent:tags":["A"]}"""),
                Record(
                    """
                    {"name":"a","type":"int","doc":"two","default":5,"order":"descending","aliases":["y"],
                     "confluent:tags":["A","B"]}
                    """)));

    [Theory]
    [InlineData("\"int\"", "\"long\"", "TYPE_PROMOTED /fields/0/type int→long F:TYPE_MISMATCH")]
    [InlineData("\"long\"", "\"int\"", "TYPE_CHANGED /fields/0/type long→int B:TYPE_MISMATCH")]
    [InlineData("\"string\"", "\"bytes\"", "TYPE_CHANGED /fields/0/type string→bytes")]
    [InlineData("\"int\"", "\"string\"", "TYPE_CHANGED /fields/0/type int→string B:TYPE_MISMATCH F:TYPE_MISMATCH")]
    [InlineData(
        "\"int\"", """["null","int"]""", "TYPE_CHANGED /fields/0/type int→[null, int] F:TYPE_MISMATCH")]
    [InlineData(
        """{"type":"fixed","name":"F","size":4}""",
        """{"type":"fixed","name":"F","size":8}""",
        "SIZE_CHANGED /fields/0/type/size 4→8 B:FIXED_SIZE_MISMATCH F:FIXED_SIZE_MISMATCH")]
    [InlineData(
        """{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}""",
        """{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}""",
        "LOGICAL_TYPE_CHANGED /fields/0/type/logicalType decimal(10,2)→decimal(12,2)")]
    [InlineData(
        "\"long\"",
        """{"type":"long","logicalType":"timestamp-millis"}""",
        "LOGICAL_TYPE_CHANGED /fields/0/type/logicalType ∅→timestamp-millis")]
    [InlineData(
        """{"type":"array","items":"int"}""",
        """{"type":"array","items":"string"}""",
        "TYPE_CHANGED /fields/0/type/items int→string B:TYPE_MISMATCH F:TYPE_MISMATCH")]
    [InlineData(
        """{"type":"map","values":"int"}""",
        """{"type":"map","values":"int","note":1}""",
        "ATTRIBUTE_ADDED -|/fields/0/type/note ∅→1")]
    public void A_type_changes(string old, string updated, string expected) =>
        Assert.Equal(
            [expected],
            Show(Record($$"""{"name":"a","type":{{old}}}"""), Record($$"""{"name":"a","type":{{updated}}}""")));

    [Fact]
    public void Symbols_come_go_and_move() =>
        Assert.Equal(
            [
                "SYMBOL_REMOVED /symbols/0|- A→∅ B:MISSING_ENUM_SYMBOLS",
                "SYMBOL_ADDED -|/symbols/2 ∅→D F:MISSING_ENUM_SYMBOLS",
                "SYMBOLS_REORDERED /symbols A, B, C→C, B, D",
            ],
            Show(
                """{"type":"enum","name":"E","symbols":["A","B","C"]}""",
                """{"type":"enum","name":"E","symbols":["C","B","D"]}"""));

    [Fact]
    public void A_default_of_an_enum_excuses_its_missing_symbols() =>
        Assert.Equal(
            ["SYMBOL_REMOVED /symbols/0|- A→∅", "DEFAULT_CHANGED /default ∅→B"],
            Show(
                """{"type":"enum","name":"E","symbols":["A","B"]}""",
                """{"type":"enum","name":"E","symbols":["B"],"default":"B"}"""));

    [Fact]
    public void Branches_come_and_go() =>
        Assert.Equal(
            [
                "BRANCH_REMOVED /1|- int→∅ B:MISSING_UNION_BRANCH",
                "BRANCH_ADDED -|/1 ∅→boolean F:MISSING_UNION_BRANCH",
            ],
            Show("""["null","int"]""", """["null","boolean"]"""));

    [Fact]
    public void A_field_is_renamed_by_an_alias() =>
        Assert.Equal(
            [
                "FIELD_RENAMED /fields/0 a→b F:READER_FIELD_MISSING_DEFAULT_VALUE",
                "ALIAS_ADDED -|/fields/0/aliases ∅→a",
            ],
            Show(
                Record("""{"name":"a","type":"int"}"""), Record("""{"name":"b","type":"int","aliases":["a"]}""")));

    [Fact]
    public void Fields_change_places() =>
        Assert.Equal(
            ["FIELDS_REORDERED /fields a, b→b, a"],
            Show(
                Record("""{"name":"a","type":"int"}""", """{"name":"b","type":"int"}"""),
                Record("""{"name":"b","type":"int"}""", """{"name":"a","type":"int"}""")));

    [Fact]
    public void Names_and_namespaces_are_told_apart() =>
        Assert.Equal(
            ["NAME_CHANGED /name a.R→a.S B:NAME_MISMATCH F:NAME_MISMATCH"],
            Show(
                """{"type":"record","name":"R","namespace":"a","fields":[]}""",
                """{"type":"record","name":"S","namespace":"a","fields":[]}"""));

    [Fact]
    public void Another_namespace_breaks_nothing() =>
        Assert.Equal(
            ["NAMESPACE_CHANGED /namespace a→b"],
            Show(
                """{"type":"record","name":"R","namespace":"a","fields":[]}""",
                """{"type":"record","name":"R","namespace":"b","fields":[]}"""));

    [Fact]
    public void Recursive_records_are_compared_once() =>
        Assert.Equal(
            ["FIELD_ADDED -|/fields/1 ∅→x: int = 0"],
            Show(
                """{"type":"record","name":"N","fields":[{"name":"next","type":["null","N"]}]}""",
                """
                {"type":"record","name":"N","fields":[{"name":"next","type":["null","N"]},
                 {"name":"x","type":"int","default":0}]}
                """));

    [Fact]
    public void Lists_of_records_of_different_lengths_end_and_need_no_stack()
    {
        var diff = Compare(Ring(97), Ring(89));

        Assert.NotEmpty(diff.Changes);
    }

    /// <summary>Records in a circle, each with a field of the next.</summary>
    private static string Ring(int length)
    {
        var text = "\"R0\"";
        for (var index = length - 1; index >= 0; index--)
            text = $$"""{"type":"record","name":"R{{index}}","fields":[{"name":"next","type":["null",{{text}}]}]}""";
        return text;
    }

    private static string Record(params string[] fields) =>
        $$"""{"type":"record","name":"R","fields":[{{string.Join(',', fields)}}]}""";

    private static IEnumerable<string> Show(string old, string updated) => Diffs.Show(Compare(old, updated));

    private static SchemaRegistry.Formats.Changes.SchemaDiff Compare(string old, string updated) =>
        Diffs.Compare(AvroText.Parse(old), AvroText.Parse(updated));
}
