using System.Text;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.EndToEnd.Tests.Input;

public sealed class CsvRowsTests
{
    [Fact]
    public async Task A_row_becomes_an_object_with_the_names_of_the_header_in_their_order()
    {
        var rows = await ReadAsync("b,a\r\n1,x\r\n2,y\r\n");

        Assert.Equal(
            [new ReadRow(1, 2, """{"b":"1","a":"x"}"""), new ReadRow(2, 3, """{"b":"2","a":"y"}""")],
            rows);
    }

    [Fact]
    public async Task Quotes_keep_commas_line_ends_and_quotes_and_a_row_has_the_line_on_which_it_begins()
    {
        var rows = await ReadAsync("a,b\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\nlast,row");

        Assert.Equal(
            [
                new ReadRow(1, 2, """{"a":"x,1","b":"say \u0022hi\u0022"}"""),
                new ReadRow(2, 3, """{"a":"two\nlines","b":null}"""),
                new ReadRow(3, 5, """{"a":"last","b":"row"}"""),
            ],
            rows);
    }

    [Fact]
    public async Task An_empty_text_is_null_and_white_space_is_kept()
    {
        var rows = await ReadAsync("a,b\n, x \n");

        Assert.Equal("""{"a":null,"b":" x "}""", Assert.Single(rows).Json);
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("007", "\"007\"")]
    [InlineData("1.50", "\"1.50\"")]
    [InlineData("+1", "\"\\u002B1\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("-0", "\"-0\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("1,000", "\"1,000\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "\"9223372036854775808\"")]
    [InlineData("true", "true")]
    [InlineData("True", "\"True\"")]
    public async Task In_a_column_of_numbers_only_what_is_printed_again_as_it_was_is_a_number(string text, string json)
    {
        var row = Assert.Single(await ReadAsync($"a\n\"{text}\"\n", CsvColumn.Number));

        Assert.Equal($"{{\"a\":{json}}}", row.Json);
    }

    [Fact]
    public async Task A_column_is_typed_by_its_name()
    {
        var stream = new MemoryStream("n,t\n1,2\n"u8.ToArray());

        var rows = await ReadRow.AllAsync(CsvRows.ReadAsync(
            stream, name => name == "n" ? CsvColumn.Number : CsvColumn.Text, TestContext.Current.CancellationToken));

        Assert.Equal("""{"n":1,"t":"2"}""", Assert.Single(rows).Json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a,b\r\n")]
    public async Task A_header_alone_has_no_rows(string text)
    {
        Assert.Empty(await ReadAsync(text));
    }

    [Fact]
    public async Task A_mark_before_the_header_is_no_part_of_a_name()
    {
        Assert.Equal("""{"a":"1"}""", Assert.Single(await ReadAsync("\uFEFFa\n1\n")).Json);
    }

    [Fact]
    public async Task A_field_larger_than_the_buffer_is_read_whole_from_small_chunks()
    {
        var large = new string('x', 200_000);
        var stream = new ChunkedStream(Encoding.UTF8.GetBytes($"a,b\n1,{large}\n"), 777);

        var rows = await ReadRow.AllAsync(
            CsvRows.ReadAsync(stream, _ => CsvColumn.Text, TestContext.Current.CancellationToken));

        Assert.Equal($"{{\"a\":\"1\",\"b\":\"{large}\"}}", Assert.Single(rows).Json);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "Row 2 (line 3) has 1 columns, the header 2.")]
    [InlineData("a,b\n1,2,3\n", "Row 1 (line 2) has 3 columns, the header 2.")]
    [InlineData("a,b,a\n1,2,3\n", "The CSV has two columns 'a'.")]
    public async Task A_row_that_does_not_match_the_header_is_told(string text, string problem)
    {
        Assert.Equal(problem, await ProblemAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("a,b\n1,2\n\"x\"y,3\n")]
    [InlineData("a,b\n1,2\nx\"y\"z,3\n")]
    [InlineData("a,b\n1,2\n\"x,3\n")]
    public async Task Quotes_that_are_no_CSV_are_told_with_their_line(string text)
    {
        Assert.StartsWith("Line 3: it is no CSV: ", await ProblemAsync(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_print_the_rest_of_the_file()
    {
        var problem = await ProblemAsync(Encoding.UTF8.GetBytes("a,b\n\"x," + string.Concat(Enumerable.Repeat("1\n2,", 5000))));

        Assert.StartsWith("Line 2: it is no CSV: ", problem, StringComparison.Ordinal);
        Assert.InRange(problem.Length, 1, 200);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused_instead_of_replaced()
    {
        var problem = await ProblemAsync(Encoding.Latin1.GetBytes("a\n1\nM\u00FCnchen\n"));

        Assert.Contains("UTF-8", problem, StringComparison.Ordinal);
    }

    private static Task<List<ReadRow>> ReadAsync(string text, CsvColumn type = CsvColumn.Text) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), type);

    private static Task<List<ReadRow>> ReadAsync(byte[] bytes, CsvColumn type = CsvColumn.Text) =>
        ReadRow.AllAsync(CsvRows.ReadAsync(new MemoryStream(bytes), _ => type, TestContext.Current.CancellationToken));

    private static async Task<string> ProblemAsync(byte[] bytes) =>
        (await Assert.ThrowsAsync<InputException>(() => ReadAsync(bytes))).Message;
}
