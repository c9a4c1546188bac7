using System.Text.Json.Nodes;
using SchemaRegistry.Cli;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>Schemas worked out by hand from the rules of the class comment of DerivedSchema.</summary>
public sealed class DerivedSchemaTests
{
    [Theory]
    [InlineData("1 -2147483648 2147483647", "\"int\"")]
    [InlineData("1 2147483648", "\"long\"")]
    [InlineData("-2147483649 1", "\"long\"")]
    [InlineData("-9223372036854775808 9223372036854775807", "\"long\"")]
    [InlineData("9223372036854775808", "\"double\"")]
    [InlineData("1 0.5", "\"double\"")]
    [InlineData("1.0 2e3", "\"double\"")]
    [InlineData("9007199254740992 0.5", "\"double\"")]
    [InlineData("9007199254740993 0.5", "[\"long\",\"double\"]")]
    [InlineData("0.5 -9007199254740993 1", "[\"long\",\"double\"]")]
    [InlineData("true false", "\"boolean\"")]
    [InlineData("\"x\" \"2026-01-31T12:00:00Z\"", "\"string\"")]
    [InlineData("\"x\" 1 true", "[\"boolean\",\"int\",\"string\"]")]
    [InlineData("[] []", "{\"type\":\"array\",\"items\":\"null\"}")]
    [InlineData("[1,2.5] []", "{\"type\":\"array\",\"items\":\"double\"}")]
    [InlineData("[1,null] [\"x\"]", "{\"type\":\"array\",\"items\":[\"null\",\"int\",\"string\"]}")]
    [InlineData("[[1],[2147483648]]", "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":\"long\"}}")]
    [InlineData("[1] \"x\"", "[\"string\",{\"type\":\"array\",\"items\":\"int\"}]")]
    [InlineData("{}", "{\"type\":\"record\",\"name\":\"rows_a\",\"fields\":[]}")]
    [InlineData(
        "{\"b\":1} {\"b\":2}", "{\"type\":\"record\",\"name\":\"rows_a\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}")]
    [InlineData(
        "[{\"b\":true}]",
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"rows_a_item\","
        + "\"fields\":[{\"name\":\"b\",\"type\":\"boolean\"}]}}")]
    public async Task The_values_of_a_member_make_its_type(string values, string type)
    {
        var rows = string.Join('\n', SplitValues(values).Select(value => $"{{\"a\":{value}}}"));

        var schema = await Deriving.FromJsonAsync(rows);

        Assert.Equal($$$"""{"type":"record","name":"rows","fields":[{"name":"a","type":{{{type}}}}]}""", schema);
    }

    [Theory]
    [InlineData("{\"a\":null}\n{\"a\":1}", "{\"name\":\"a\",\"type\":[\"null\",\"int\"],\"default\":null}")]
    [InlineData("{\"a\":1}\n{}", "{\"name\":\"a\",\"type\":[\"null\",\"int\"],\"default\":null}")]
    [InlineData("{}\n{\"a\":1.5}", "{\"name\":\"a\",\"type\":[\"null\",\"double\"],\"default\":null}")]
    [InlineData("{\"a\":null}", "{\"name\":\"a\",\"type\":\"null\",\"default\":null}")]
    [InlineData("{\"a\":1,\"a\":null}\n{}", "{\"name\":\"a\",\"type\":[\"null\",\"int\"],\"default\":null}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"name\":\"a\",\"type\":\"int\"}")]
    public async Task Null_or_absent_makes_a_union_with_null_and_a_default_of_null(string rows, string field)
    {
        var schema = await Deriving.FromJsonAsync(rows);

        Assert.Equal(field, Assert.Single(Deriving.FieldsOf(schema)));
    }

    [Fact]
    public async Task Members_stand_in_the_order_in_which_they_were_met()
    {
        var schema = await Deriving.FromJsonAsync("{\"b\":1,\"a\":2}\n{\"c\":3,\"a\":2,\"b\":1}");

        Assert.Equal(["b", "a", "c"], JsonNode.Parse(schema)!["fields"]!.AsArray().Select(field => (string)field!["name"]!));
    }

    [Fact]
    public async Task Names_are_made_legal_and_keep_the_original()
    {
        var schema = await Deriving.FromJsonAsync("""{"my field":1,"my-field":2,"1st":3,"":4,"ü":5,"my_field_2":6,"ok":7}""");

        Assert.Equal(
            [
                """{"name":"my_field","type":"int","original":"my field"}""",
                """{"name":"my_field_2","type":"int","original":"my-field"}""",
                """{"name":"_1st","type":"int","original":"1st"}""",
                """{"name":"_","type":"int","original":""}""",
                """{"name":"__2","type":"int","original":"\u00FC"}""",
                """{"name":"my_field_2_2","type":"int","original":"my_field_2"}""",
                """{"name":"ok","type":"int"}""",
            ],
            Deriving.FieldsOf(schema));
    }

    [Fact]
    public async Task No_two_records_have_the_same_name()
    {
        var schema = JsonNode.Parse(await Deriving.FromJsonAsync("""{"a":{"b":{"x":1}},"a_b":{"y":2}}"""))!;

        var fields = schema["fields"]!.AsArray();
        Assert.Equal("rows_a", (string)fields[0]!["type"]!["name"]!);
        Assert.Equal("rows_a_b", (string)fields[0]!["type"]!["fields"]![0]!["type"]!["name"]!);
        Assert.Equal("rows_a_b_2", (string)fields[1]!["type"]!["name"]!);
    }

    [Theory]
    [InlineData("1\n2.5", "\"double\"")]
    [InlineData("1\nnull", "[\"null\",\"int\"]")]
    [InlineData("[[1],[\"x\"]]", "{\"type\":\"array\",\"items\":[\"int\",\"string\"]}")]
    public async Task Rows_need_not_be_objects(string rows, string schema)
    {
        Assert.Equal(schema, await Deriving.FromJsonAsync(rows));
    }

    [Theory]
    [InlineData("1\n-2", "\"int\"")]
    [InlineData("1\n2147483648", "\"long\"")]
    [InlineData("1\n1.5", "\"double\"")]
    [InlineData("true\nfalse", "\"boolean\"")]
    [InlineData("1\n007", "\"string\"")]
    [InlineData("007\n1\n2.5\ntrue", "\"string\"")]
    [InlineData("1.5\n1.50", "\"string\"")]
    [InlineData("1\n1e3", "\"string\"")]
    [InlineData("1\n-0", "\"string\"")]
    [InlineData("true\nTRUE", "\"string\"")]
    [InlineData("true\n1", "[\"boolean\",\"int\"]")]
    [InlineData("2026-01-31", "\"string\"")]
    [InlineData("0.5\n9007199254740993", "[\"long\",\"double\"]")]
    public async Task The_texts_of_a_CSV_column_make_its_type(string texts, string type)
    {
        var schema = await Deriving.FromCsvAsync($"a\n{texts}\n");

        Assert.Equal($$$"""{"type":"record","name":"rows","fields":[{"name":"a","type":{{{type}}}}]}""", schema);
    }

    [Theory]
    [InlineData(",x\n1,x", "{\"name\":\"a\",\"type\":[\"null\",\"int\"],\"default\":null}")]
    [InlineData("abc,x\n,x\n1,x", "{\"name\":\"a\",\"type\":[\"null\",\"string\"],\"default\":null}")]
    [InlineData(",x\n,x", "{\"name\":\"a\",\"type\":\"null\",\"default\":null}")]
    public async Task An_empty_text_of_a_CSV_column_is_null(string lines, string field)
    {
        var schema = await Deriving.FromCsvAsync($"a,b\n{lines}\n");

        Assert.Equal(field, Deriving.FieldsOf(schema)[0]);
    }

    [Fact]
    public async Task A_sample_looks_at_the_first_rows_only()
    {
        Assert.Equal("\"int\"", await Deriving.FromJsonAsync("1 2 3.5", sample: 2));
        Assert.Equal("\"double\"", await Deriving.FromJsonAsync("1 2 3.5", sample: 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Without_rows_there_is_nothing_to_derive(string text)
    {
        var problem = await Assert.ThrowsAsync<CommandException>(() => Deriving.FromJsonAsync(text));

        Assert.Contains("no rows", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_data_are_refused_with_the_way_out()
    {
        var members = string.Join(',', Enumerable.Range(0, CliLimits.MaxDerivedFields + 1).Select(index => $"\"k{index}\":1"));

        var problem = await Assert.ThrowsAsync<CommandException>(() => Deriving.FromJsonAsync($"{{{members}}}"));

        Assert.Contains("--schema", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Values stand apart by single blanks, which none of them holds.</summary>
    private static string[] SplitValues(string values) => values.Split(' ');
}
