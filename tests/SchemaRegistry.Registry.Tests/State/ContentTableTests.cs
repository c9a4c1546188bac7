using SchemaRegistry.Formats;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.State;

public sealed class ContentTableTests
{
    [Fact]
    public void Contents_are_found_over_the_gaps_that_failed_transactions_leave()
    {
        long[] ids = [2, 3, 5, 6, 7, 11, .. Enumerable.Range(20, 5000).Select(id => (long)id * 3)];
        using var table = new ContentTable(ids.Select(Content));

        Assert.Equal(6, table.Find(6)!.ContentId);
        Assert.Equal(ids, Enumerable.Range(1, 20_000).Select(id => table.Find(id)?.ContentId ?? 0).Where(id => id > 0));
        Assert.Null(table.Find(15_060));
        Assert.Equal(15_058, table.ReadToEnd());
    }

    [Fact]
    public void An_empty_history_begins_with_1()
    {
        using var table = new ContentTable([]);

        Assert.Null(table.Find(1));
        Assert.Equal(1, table.ReadToEnd());
    }

    [Fact]
    public void Contents_out_of_order_are_told()
    {
        using var table = new ContentTable([Content(1), Content(3), Content(3)]);

        Assert.Contains("content 3 after 3", Assert.Throws<IOException>(() => table.ReadToEnd()).Message);
    }

    [Fact]
    public void What_fails_while_contents_are_read_is_told_where_they_are_asked_for()
    {
        using var table = new ContentTable(Failing());

        Assert.Equal("damaged", Assert.Throws<IOException>(() => table.Find(9)).Message);

        static IEnumerable<SchemaContent> Failing()
        {
            yield return Content(1);
            throw new IOException("damaged");
        }
    }

    private static SchemaContent Content(long id) => new(id, Guid.Empty, SchemaType.Avro, [], null, null, 0);
}
