using SchemaRegistry.Formats.Tags;
using static SchemaRegistry.Formats.Tests.Tags.TagEdits;

namespace SchemaRegistry.Formats.Tests.Tags;

public sealed class TagEditTests
{
    [Fact]
    public void A_dot_at_the_beginning_of_a_path_means_nothing()
    {
        var edit = new TagEdit([On("f:.Order.id", "A"), On("f:Order.id", "B")], []);

        Assert.Equal(["A", "B"], Assert.Single(edit.Entities).Added);
    }

    [Fact]
    public void A_second_dot_counts() =>
        Assert.NotEqual(
            new SchemaEntity("..Order", SchemaEntityKind.Record), new SchemaEntity(".Order", SchemaEntityKind.Record));

    [Fact]
    public void Record_and_field_of_one_path_are_two_entities() =>
        Assert.Equal(2, Add(On("f:Order", "A"), On("r:Order", "A")).Entities.Count);

    [Fact]
    public void Tags_that_are_there_stay_first_and_none_comes_twice()
    {
        var edit = Assert.Single(Add(On("r:Order", "B", "C", "B")).Entities);

        Assert.Equal(["A", "B", "C"], edit.Apply(["A", "B"]));
    }

    [Fact]
    public void Additions_come_before_removals()
    {
        var edit = Assert.Single(new TagEdit([On("r:Order", "A", "B")], [On("r:Order", "A")]).Entities);

        Assert.Equal(["B"], edit.Apply([]));
    }
}
