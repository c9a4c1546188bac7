using System.Text;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.EndToEnd.Tests.Output;

public sealed class JsonReportTests
{
    private readonly MemoryStream _printed = new();

    [Fact]
    public void A_row_is_an_object_on_a_line_with_the_columns_as_fields()
    {
        var rows = new RowSet("things", new("text"), new("number"), new("truth"), new("list"), new("missing"));
        rows.Add("ö \"quoted\"", 9_007_199_254_740_993, true, new[] { 1, 2 }, null);
        rows.Add("a\nb", 1, false, Array.Empty<string>(), null);

        new JsonReport(_printed).WriteRows(rows);

        Assert.Equal(
            """{"text":"ö \"quoted\"","number":9007199254740993,"truth":true,"list":[1,2],"missing":null}""" + "\n"
            + """{"text":"a\nb","number":1,"truth":false,"list":[],"missing":null}""" + "\n",
            Encoding.UTF8.GetString(_printed.ToArray()));
    }

    [Fact]
    public void A_thing_is_one_line_with_its_parts_as_arrays()
    {
        var parts = new RowSet("parts", new Column("n"));
        parts.Add(1);
        parts.Add(2);

        new JsonReport(_printed).WriteThing([new("name", "x"), new("none", null)], [parts, new RowSet("others")]);

        Assert.Equal(
            """{"name":"x","none":null,"parts":[{"n":1},{"n":2}],"others":[]}""" + "\n",
            Encoding.UTF8.GetString(_printed.ToArray()));
    }

    [Fact]
    public void A_row_without_a_cell_for_each_column_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => new RowSet("things", new("a"), new("b")).Add("one"));
}
