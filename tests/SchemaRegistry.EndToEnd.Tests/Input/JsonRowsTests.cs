using CsCheck;

namespace SchemaRegistry.EndToEnd.Tests.Input;

public sealed class JsonRowsTests
{
    private static readonly string[] Values =
        ["0", "-12.5e3", "true", "null", "\"\"", "\"a]b,\\\"}\"", "\"\u00E4\U0001F600\"", "{}", "[]", "{\"a\":[1,{\"b\":null}]}", "[[2],3]"];

    [Theory]
    [InlineData("[1,{\"a\":2},\"x\"]")]
    [InlineData(" [ 1 , {\"a\":2} , \"x\" ] ")]
    [InlineData("1\n{\"a\":2}\n\"x\"\n")]
    [InlineData("1 {\"a\":2}\"x\"")]
    [InlineData("\uFEFF[1,{\"a\":2},\"x\"]")]
    [InlineData("\uFEFF1\r\n{\"a\":2}\r\n\"x\"")]
    public async Task An_array_and_values_after_each_other_give_the_same_rows(string text)
    {
        Assert.Equal(["1", "{\"a\":2}", "\"x\""], (await ReadRow.OfJsonAsync(text)).Select(row => row.Json));
        Assert.Equal(["1", "{\"a\":2}", "\"x\""], (await ReadRow.OfJsonAsync(text, chunkSize: 1)).Select(row => row.Json));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    [InlineData("[]")]
    [InlineData("[ ]\n")]
    public async Task An_input_without_values_has_no_rows(string text)
    {
        Assert.Empty(await ReadRow.OfJsonAsync(text));
    }

    [Fact]
    public async Task Rows_and_lines_count_from_one_and_a_row_has_the_line_on_which_it_begins()
    {
        var rows = await ReadRow.OfJsonAsync("{\"a\":\n  1\n}\n\n{\"a\":2} 3\n4");

        Assert.Equal([(1, 1), (2, 5), (3, 5), (4, 6)], rows.Select(row => (row.Number, row.Line)));
    }

    [Theory]
    [InlineData("{\"n\":[{\"rows\":[0]}],\"rows\":[1,2]}", "/rows")]
    [InlineData("{\"x\":{\"rows\":[0]},\"a/b\":{\"m~n\":[1,2]},\"y\":3}", "/a~1b/m~0n")]
    [InlineData("{\"~1\":[1,2]}", "/~01")]
    [InlineData("{\"\":[1,2]}", "/")]
    [InlineData("{\"\\u0072ows\":[1,2]}", "/rows")]
    [InlineData("\uFEFF\n{ \"a\" : 1 ,\n\"rows\" : [ 1 , 2 ] }", "/rows")]
    public async Task A_pointer_leads_to_the_array_inside_an_object(string text, string pointer)
    {
        Assert.Equal(["1", "2"], (await ReadRow.OfJsonAsync(text, pointer)).Select(row => row.Json));
        Assert.Equal(["1", "2"], (await ReadRow.OfJsonAsync(text, pointer, chunkSize: 1)).Select(row => row.Json));
    }

    [Theory]
    [InlineData("{\"a\":1}", "/rows", "/rows leads nowhere: there is no member 'rows'.")]
    [InlineData("{}", "/rows", "/rows leads nowhere: there is no member 'rows'.")]
    [InlineData("[1]", "/rows", "/rows leads nowhere: there is no object where 'rows' is looked for.")]
    [InlineData("{\"a\":1}", "/a/b", "/a/b leads nowhere: there is no object where 'b' is looked for.")]
    [InlineData("{\"a\":{}}", "/a", "At /a there is no array.")]
    [InlineData("\n{\"a\" 1}", "/b", "Line 2: it is no JSON, ':' is missing.")]
    [InlineData("{\"a\":1\n\"rows\":[1]}", "/rows", "Line 2: it is no JSON, ',' is missing.")]
    public async Task A_pointer_that_leads_to_no_array_is_told(string text, string pointer, string problem)
    {
        Assert.Equal(problem, await ReadRow.ProblemOfJsonAsync(text, pointer));
    }

    [Theory]
    [InlineData("[1\n2]", "Row 2 (line 2): a comma is missing before it.")]
    [InlineData("[1,\n2", "Line 2: the array is not closed.")]
    [InlineData("[1,\n2,", "Line 2: the array is not closed.")]
    [InlineData("[", "Line 1: the array is not closed.")]
    [InlineData("[1,\n]", "Line 2: a value is missing after the last comma.")]
    [InlineData("[1]\n[2]", "Line 2: the array is closed, and more follows.")]
    [InlineData("[1]]", "Line 1: the array is closed, and more follows.")]
    public async Task An_array_that_is_no_JSON_is_told_with_its_line(string text, string problem)
    {
        Assert.Equal(problem, await ReadRow.ProblemOfJsonAsync(text));
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":", "Row 2 (line 2): ")]
    [InlineData("{\"a\":1}\n{\"a\"", "Row 2 (line 2): ")]
    [InlineData("{\"a\":1}\n\n\"abc", "Row 2 (line 3): ")]
    [InlineData("1\ntru", "Row 2 (line 2): ")]
    [InlineData("1\nnope", "Row 2 (line 2): ")]
    [InlineData("1\n}", "Row 2 (line 2): ")]
    [InlineData("1\n,2", "Row 2 (line 2): ")]
    [InlineData("1\n\0\n2", "Row 2 (line 2): ")]
    [InlineData("1\n{'a':1}", "Row 2 (line 2): ")]
    [InlineData("[1,\n,2]", "Row 2 (line 2): ")]
    [InlineData("[1,\n-]", "Row 2 (line 2): ")]
    [InlineData("[1,\n\0]", "Row 2 (line 2): ")]
    public async Task A_row_that_is_no_JSON_is_told_with_its_number_and_line(string text, string beginning)
    {
        Assert.StartsWith(beginning, await ReadRow.ProblemOfJsonAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_before_a_broken_row_is_read()
    {
        var read = 0;

        var rows = SchemaRegistry.Cli.Input.JsonRows.ReadAsync(
            new MemoryStream("1 2 }"u8.ToArray()), null, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SchemaRegistry.Cli.Input.InputException>(async () =>
        {
            await foreach (var _ in rows)
                read++;
        });

        Assert.Equal(2, read);
    }

    [Fact]
    public Task Rows_are_the_same_however_the_stream_is_cut()
    {
        var gen = Gen.Select(AnyOf(Values).Array[0, 12], AnyOf(" ", "\n", "\r\n\t"), Gen.Bool, Gen.Int[1, 9]);
        return gen.SampleAsync(
            async (values, space, isArray, chunkSize) =>
            {
                var text = isArray
                    ? $"[{string.Join(space + "," + space, values)}]"
                    : string.Join(space, values.Prepend("{}"));
                var rows = await ReadRow.OfJsonAsync(text, chunkSize: chunkSize);
                return rows.Select(row => row.Json).SequenceEqual(isArray ? values : values.Prepend("{}"));
            },
            iter: 500);
    }

    private static Gen<string> AnyOf(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
