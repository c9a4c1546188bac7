using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.State;

public sealed class IdMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_is_a_dictionary_of_entries(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<(string, int), (SchemaContent Content, SchemaHolder[] Holders)>();
        var map = new IdMap();
        for (var step = 0; step < 20_000; step++)
        {
            var (context, id) = (random.Next(2) == 0 ? "." : ".c", random.Next(500));
            if (random.Next(4) == 0)
            {
                map.Set(context, id, null);
                model.Remove((context, id));
                continue;
            }

            var content = Content(step);
            var holders = new SchemaHolder[random.Next(1, 4)];
            for (var index = 0; index < holders.Length; index++)
                holders[index] = new SchemaHolder(new QualifiedSubject(context, $"s{random.Next(9)}"), random.Next(1, 9));
            map.Set(context, id, new IdEntry(content, holders));
            model[(context, id)] = (content, holders);
        }

        foreach (var context in new[] { ".", ".c" })
        {
            for (var id = 0; id < 520; id++)
            {
                var entry = map.Find(context, id);
                Assert.Equal(model.TryGetValue((context, id), out var expected), entry is not null);
                Assert.Same(expected.Content, entry?.Content);
                Assert.Equal(expected.Holders, entry?.Holders);
            }
        }
    }

    [Fact]
    public void The_ends_of_the_range_are_ids_and_what_is_negative_is_none()
    {
        var map = new IdMap();
        var entry = new IdEntry(Content(1), new SchemaHolder(new QualifiedSubject(".", "s"), 1));
        map.Set(".", 0, entry);
        map.Set(".", int.MaxValue, entry);
        map.Set(".", 5, null);

        Assert.NotNull(map.Find(".", 0));
        Assert.NotNull(map.Find(".", int.MaxValue));
        Assert.Null(map.Find(".", 5));
        Assert.Null(map.Find(".", -1));
        Assert.Null(map.Find(".", int.MinValue));
    }

    private static SchemaContent Content(long id) => new(id, Guid.Empty, SchemaType.Avro, [], null, null, 0);
}
