using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Tests.Avro;
using SchemaRegistry.Formats.Tests.JsonSchema;

namespace SchemaRegistry.Formats.Tests.Changes;

public sealed class SchemaDiffTests
{
    [Fact]
    public void Schemas_of_two_languages_have_one_change_that_breaks_everything()
    {
        var diff = Diffs.Compare(Schemas.Parse("{}"), AvroText.Parse("\"int\""));

        Assert.Equal(
            ["SCHEMA_TYPE_CHANGED  JSON→AVRO B:SCHEMA_TYPE_CHANGED F:SCHEMA_TYPE_CHANGED"], Diffs.Show(diff));
        Assert.Equal("Incompatible because of different schema type", diff.Backward[0].ToMessage("new", "old"));
        Assert.True(diff.IsComplete);
    }

    [Fact]
    public void More_changes_than_are_told_make_the_answer_incomplete()
    {
        var old = AvroText.Parse("""{"type":"enum","name":"E","symbols":[]}""");
        var symbols = string.Join(',', Enumerable.Range(0, FormatLimits.MaxChanges + 1).Select(index => $"\"s{index}\""));
        var updated = AvroText.Parse($$"""{"type":"enum","name":"E","symbols":[{{symbols}}]}""");

        var diff = Diffs.Compare(old, updated);

        Assert.Equal(FormatLimits.MaxChanges, diff.Changes.Count);
        Assert.False(diff.IsComplete);
        Assert.Single(diff.Forward);
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var list = new ChangeList();

        list.Add(new SchemaChange("DOC_CHANGED", null, new ChangeSide("/doc", new string('x', 5000))));

        Assert.Equal(FormatLimits.MaxChangeValueLength + 1, list.Found[0].Change.New!.Value!.Length);
    }
}
