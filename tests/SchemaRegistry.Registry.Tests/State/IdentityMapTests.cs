using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.State;

public sealed class IdentityMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_is_a_dictionary_for_each_context(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<(string, Guid), int>();
        var map = new IdentityMap();
        for (var step = 0; step < 20_000; step++)
        {
            var (context, identity) = (random.Next(2) == 0 ? "." : ".c", Identity(random.Next(3000)));
            int? id = random.Next(3) == 0 ? null : random.Next();
            map.Set(context, identity, id);
            if (id is { } value)
                model[(context, identity)] = value;
            else
                model.Remove((context, identity));
        }

        for (var number = 0; number < 3000; number++)
        {
            foreach (var context in new[] { ".", ".c", ".unknown" })
            {
                int? expected = model.TryGetValue((context, Identity(number)), out var id) ? id : null;
                Assert.Equal(expected, map.Find(context, Identity(number)));
            }
        }
    }

    [Fact]
    public void The_smallest_and_the_largest_id_are_ids()
    {
        var map = new IdentityMap();
        map.Set(".", Identity(1), 0);
        map.Set(".", Identity(2), int.MaxValue);

        Assert.Equal(0, map.Find(".", Identity(1)));
        Assert.Equal(int.MaxValue, map.Find(".", Identity(2)));
    }

    [Fact]
    public void Adding_and_removing_for_ever_does_not_fill_it_up()
    {
        var map = new IdentityMap();
        map.Set(".", Identity(0), 7);
        for (var number = 1; number < 100_000; number++)
        {
            map.Set(".", Identity(number), number);
            map.Set(".", Identity(number), null);
        }

        Assert.Equal(7, map.Find(".", Identity(0)));
        Assert.Null(map.Find(".", Identity(99_999)));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_was_written_is_seen_while_the_table_grows()
    {
        var map = new IdentityMap();
        var written = 0;
        var reading = Task.Run(
            () =>
            {
                for (var seen = 0; seen < 50_000;)
                {
                    seen = Volatile.Read(ref written);
                    for (var number = Math.Max(1, seen - 50); number <= seen; number++)
                        Assert.Equal(number, map.Find(".", Identity(number)));
                }
            },
            TestContext.Current.CancellationToken);

        for (var number = 1; number <= 50_000; number++)
        {
            map.Set(".", Identity(number), number);
            Volatile.Write(ref written, number);
        }

        await reading;
    }

    private static Guid Identity(int number) => new(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]);
}
