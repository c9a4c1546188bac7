using System.Text;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Parsing;

public sealed class AvroParserTests
{
    [Theory]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"str"}]}""", "Undefined name: \"str\"", "/fields/0/type")]
    [InlineData("""{"type":"record","fields":[]}""", "No name", "")]
    [InlineData("""{"type":"record","name":"a-b","fields":[]}""", "Illegal name", "/name")]
    [InlineData("""{"type":"record","name":"R","namespace":"a-b","fields":[]}""", "Illegal namespace", "/name")]
    [InlineData("""{"type":"record","name":"R"}""", "Record has no fields", "")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"int"},{"name":"f","type":"int"}]}""", "Duplicate field f", "/fields/1")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f"}]}""", "No field type", "/fields/0")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":{"type":{"type":"int"}}}]}""", "No type", "/fields/0/type")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A","A"]}""", "Duplicate enum symbol: A", "/symbols/1")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A-B"]}""", "Illegal enum symbol", "/symbols/0")]
    [InlineData("""{"type":"enum","name":"E","symbols":["A"],"default":"B"}""", "enum default \"B\"", "/default")]
    [InlineData("""{"type":"fixed","name":"F","size":-1}""", "size", "")]
    [InlineData("""["int",["null"]]""", "Nested union", "/1")]
    [InlineData("""["int","int"]""", "Duplicate in union: int", "/1")]
    [InlineData("""["int",{"type":"int","logicalType":"date"}]""", "Duplicate in union: int", "/1")]
    [InlineData("""{"type":"array"}""", "no items", "")]
    [InlineData("""{"type":"INT"}""", "Undefined name: \"INT\"", "/type")]
    [InlineData("""{"type":"int","big":18446744073709551616}""", "more than 64 bits", "/big")]
    [InlineData("""[{"type":"fixed","name":"F","size":1},{"type":"fixed","name":"F","size":2}]""", "Can't redefine: F", "/1")]
    [InlineData("""null""", "not yet supported", "")]
    [InlineData("""5""", "not yet supported", "")]
    public void A_faulty_schema_is_refused_with_its_reason_and_place(string text, string message, string path)
    {
        var result = AvroText.Read(text);

        var problem = result.Problems[0];
        Assert.Contains(message, problem.Message);
        Assert.Equal(path, problem.Path);
        Assert.NotNull(problem.Line);
    }

    [Theory]
    [InlineData("string")]
    [InlineData("{\"type\":\"int\"} x")]
    [InlineData("{'type':'int'}")]
    [InlineData("")]
    [InlineData("{\"type\":\"int\"")]
    public void What_is_no_JSON_is_refused(string text)
    {
        Assert.StartsWith("Invalid JSON", AvroText.Read(text).Problems[0].Message);
    }

    [Fact]
    public void All_problems_are_told_at_once_with_line_and_column()
    {
        const string Text = """
            {"type":"record","name":"R","fields":[
              {"name":"a","type":"nope"},
              {"name":"b","type":"int","order":"sideways"}
            ]}
            """;

        var problems = AvroText.Read(Text).Problems;

        Assert.Equal(["/fields/0/type", "/fields/1/order"], problems.Select(problem => problem.Path));
        Assert.Equal([(2, 22), (3, 36)], problems.Select(problem => (problem.Line!.Value, problem.Column!.Value)));
    }

    [Theory]
    [InlineData("""{"type":"record","name":"R","fields":[]}""")]
    [InlineData("[]")]
    [InlineData("""{"type":"enum","name":"E","symbols":[]}""")]
    [InlineData("""{"type":"fixed","name":"F","size":0}""")]
    [InlineData("/* why */ \"int\" // so")]
    [InlineData("""{"type":"error","name":"E","fields":[]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"int","order":"DESCENDING"}]}""")]
    [InlineData("""{"type":"bytes","logicalType":"decimal","precision":2,"scale":9}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":["null","int"],"default":3}]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"double","default":"NaN"}]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":{"type":"enum","name":"E","symbols":["A"]},"default":"Z"}]}""")]
    public void What_the_Avro_library_accepts_is_accepted(string text)
    {
        Assert.Empty(AvroText.Read(text).Problems);
    }

    [Theory]
    [InlineData("\"string\"", "null")]
    [InlineData("\"int\"", "\"foo\"")]
    [InlineData("\"int\"", "1.0")]
    [InlineData("\"int\"", "2147483648")]
    [InlineData("""{"type":"record","name":"I","fields":[{"name":"x","type":"int"}]}""", "{}")]
    [InlineData("""{"type":"array","items":"int"}""", "[\"x\"]")]
    public void A_default_must_fit_in_a_new_schema_but_not_in_a_stored_one(string type, string value)
    {
        var text = $$"""{"type":"record","name":"R","fields":[{"name":"f","type":{{type}},"default":{{value}}}]}""";

        Assert.Equal("/fields/0/default", AvroText.Read(text).Problems[0].Path);
        Assert.Empty(AvroText.Read(text, SchemaParsing.Stored).Problems);
    }

    [Fact]
    public void A_stored_schema_may_have_a_namespace_and_letters_that_a_new_one_may_not()
    {
        const string Text = """{"type":"record","name":"Größe","namespace":"a-b","fields":[]}""";

        Assert.Equal(2, AvroText.Read(Text).Problems.Count);
        Assert.Empty(AvroText.Read(Text, SchemaParsing.Stored).Problems);
    }

    [Fact]
    public void A_type_may_be_used_before_it_is_defined()
    {
        var schema = AvroText.Parse(
            """{"type":"record","name":"R","fields":[{"name":"a","type":"E"},{"name":"b","type":{"type":"enum","name":"E","symbols":["X"]}}]}""");

        var record = Assert.IsType<RecordSchema>(schema.Root);
        Assert.Same(record.Fields[1].Type, record.Fields[0].Type);
    }

    [Fact]
    public void A_definition_that_repeats_an_enclosing_type_is_a_reference_to_it()
    {
        var schema = AvroText.Parse(
            """{"type":"record","name":"R","fields":[{"name":"next","type":["null",{"type":"record","name":"R","fields":[]}]}]}""");

        var record = Assert.IsType<RecordSchema>(schema.Root);
        Assert.Same(record, Assert.IsType<UnionSchema>(record.Fields[0].Type).Branches[1]);
    }

    [Fact]
    public void A_reference_brings_its_types_into_scope()
    {
        var address = new ResolvedReference("com.example.Address", """{"type":"record","name":"Address","namespace":"com.example","fields":[]}""");

        var schema = AvroText.Parse(
            """{"type":"record","name":"Order","namespace":"com.example","fields":[{"name":"to","type":"Address"}]}""", address);

        Assert.Equal(
            """{"type":"record","name":"Order","namespace":"com.example","fields":[{"name":"to","type":"Address"}]}""",
            schema.CanonicalText);
        Assert.Equal(
            """{"type":"record","name":"Order","namespace":"com.example","fields":[{"name":"to","type":{"type":"record","name":"Address","fields":[]}}]}""",
            schema.ToFormat("resolved"));
    }

    [Fact]
    public void A_type_of_a_reference_can_not_be_defined_again()
    {
        var address = new ResolvedReference("A", """{"type":"record","name":"A","fields":[]}""");

        var result = AvroText.Read("""{"type":"record","name":"A","fields":[]}""", SchemaParsing.New, address);

        Assert.Contains("Can't redefine: A", result.Problems[0].Message);
    }

    [Fact]
    public void Two_hundred_records_inside_each_other_are_read()
    {
        var text = new StringBuilder("\"int\"");
        for (var level = 0; level < 200; level++)
            text.Insert(0, $$"""{"type":"record","name":"R{{level}}","fields":[{"name":"f","type":""").Append("}]}");

        Assert.Empty(AvroText.Read(text.ToString()).Problems);
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_and_not_followed()
    {
        const string Open = """{"type":"array","items":""";
        var text = string.Concat(Enumerable.Repeat(Open, 10_000)) + "\"int\"" + new string('}', 10_000);

        Assert.Contains("1000", AvroText.Read(text).Problems[0].Message);
    }

    [Fact]
    public void A_chain_that_would_print_too_deep_is_refused()
    {
        var branches = Enumerable.Range(0, 2000)
            .Select(i => $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"f","type":"R{{(i + 1) % 2000}}"}]}""");

        var result = AvroText.Read($"[{string.Join(',', branches)}]");

        Assert.Contains($"{AvroLimits.MaxDepth} levels", result.Problems[0].Message);
    }

    [Fact]
    public void The_union_whose_structural_hash_is_exponential_is_read_and_compared()
    {
        var types = Enumerable.Range(1, 30).Select(i =>
            $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"a","type":"R{{i - 1}}"},{"name":"b","type":"R{{i - 1}}"}]}""");
        var text = $$"""[{"type":"record","name":"R0","fields":[]},{{string.Join(',', types)}}]""";

        var one = AvroText.Parse(text);
        var other = AvroText.Parse(text);

        Assert.True(one.IsEquivalentTo(other));
        Assert.Empty(AvroRules.Instance.FindIncompatibilities(one, other, ComparisonOptions.Default));
    }

    [Fact]
    public void No_cut_or_changed_text_makes_the_parser_throw()
    {
        const string Text = """{"type":"record","name":"R","namespace":"n","aliases":["Q"],"fields":[{"name":"f","type":["null",{"type":"enum","name":"E","symbols":["A"],"default":"A"}],"default":null,"order":"ignore"},{"name":"g","type":{"type":"fixed","name":"F","size":12,"logicalType":"duration"}}]}""";
        var random = new Random(17);

        for (var cut = 0; cut < Text.Length; cut++)
            Assert.NotNull(AvroText.Read(Text[..cut]));
        for (var round = 0; round < 3000; round++)
        {
            var changed = Text.ToCharArray();
            changed[random.Next(changed.Length)] = (char)random.Next(32, 127);
            changed[random.Next(changed.Length)] = "{}[]\",:\\0"[random.Next(9)];
            Assert.NotNull(AvroText.Read(new string(changed)));
        }
    }
}
