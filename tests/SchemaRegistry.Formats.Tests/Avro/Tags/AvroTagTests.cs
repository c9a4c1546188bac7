using SchemaRegistry.Formats.References;
using static SchemaRegistry.Formats.Tests.Tags.TagEdits;

namespace SchemaRegistry.Formats.Tests.Avro.Tags;

/// <summary>
/// Paths and results are those of Confluent's registry (the cases of its AvroSchemaTest and of its tests of the tags
/// endpoint, with texts of our own), or by hand.
/// </summary>
public sealed class AvroTagTests
{
    private const string Order = """
        {"type":"record","name":"Order","namespace":"shop","fields":[
          {"name":"id","type":"long"},
          {"name":"buyer","type":{"type":"record","name":"Buyer","fields":[
            {"name":"mail","type":"string","confluent:tags":["PRIVATE"]}]}},
          {"name":"lines","type":{"type":"array","items":["null",{"type":"record","name":"Line","namespace":"shop.line",
            "fields":[{"name":"price","type":"double","default":0}]}]}}]}
        """;

    [Fact]
    public void A_record_gets_its_tags_behind_the_fields()
    {
        var schema = AvroText.Parse("""{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"}]}""");

        Assert.Equal(
            """{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"}],"confluent:tags":["TAG1","TAG2"]}""",
            Edit(schema, Add(On("r:myrecord", "TAG1", "TAG2"))));
    }

    [Fact]
    public void Inner_records_have_the_namespace_around_them()
    {
        var edited = AvroText.Parse(Edit(AvroText.Parse(Order), Add(
            On("r:shop.line.Line", "PII"),
            On("f:shop.Buyer.mail", "PII"),
            On("f:shop.Order.id", "KEY"))));

        Assert.Equal(
            ["f:shop.Order.id KEY", "f:shop.Buyer.mail PRIVATE PII", "r:shop.line.Line PII"], Show(edited));
    }

    [Fact]
    public void A_path_without_namespace_means_the_record_of_that_name_in_any() =>
        Assert.Contains(
            "f:shop.line.Line.price PII",
            Show(AvroText.Parse(Edit(AvroText.Parse(Order), Add(On("f:Line.price", "PII"))))));

    [Fact]
    public void Taking_away_what_was_added_gives_the_text_before()
    {
        var schema = AvroText.Parse(Order);
        var tags = new[] { On("r:shop.Order", "A"), On("f:shop.line.Line.price", "B"), On("f:shop.Buyer.mail", "C") };

        var edited = AvroText.Parse(Edit(schema, Add(tags)));

        Assert.Equal(schema.CanonicalText, Edit(edited, Remove(tags)));
    }

    [Fact]
    public void The_attribute_keeps_its_place_and_the_text_stays_canonical()
    {
        var schema = AvroText.Parse("""
            {"type":"record","name":"R","fields":[],"confluent:tags":["A"],"owner":"x","aliases":["Old"]}
            """);

        var text = Edit(schema, Add(On("r:R", "B")));

        Assert.Equal(
            """{"type":"record","name":"R","fields":[],"confluent:tags":["A","B"],"owner":"x","aliases":["Old"]}""", text);
        Assert.Equal(text, AvroText.Parse(text).CanonicalText);
    }

    [Fact]
    public void Removing_the_last_tag_removes_the_attribute() =>
        Assert.Equal(
            """{"type":"record","name":"R","fields":[]}""",
            Edit(AvroText.Parse("""{"type":"record","name":"R","fields":[],"confluent:tags":["A"]}"""), Remove(On("r:R", "A"))));

    [Theory]
    [InlineData("f:does.not.exist")]
    [InlineData("f:shop.Order.none")]
    [InlineData("f:id")]
    [InlineData("r:other.Order")]
    [InlineData("r:")]
    public void An_unknown_path_is_refused_with_the_path(string entity) =>
        Assert.Equal(
            $"No matching path '{entity[2..]}' found in the schema",
            Refuse(AvroText.Parse(Order), Add(On(entity, "A"))));

    [Fact]
    public void A_recursive_record_is_reported_once() =>
        Assert.Equal(
            ["r:Node T", "f:Node.next N"],
            Show(AvroText.Parse("""
                {"type":"record","name":"Node","confluent:tags":["T"],"fields":[
                  {"name":"next","type":["null","Node"],"confluent:tags":["N"]}]}
                """)));

    [Fact]
    public void A_record_of_a_reference_is_reported_and_can_not_be_changed()
    {
        var schema = AvroText.Parse(
            """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""",
            new ResolvedReference(
                "Address", """{"type":"record","name":"Address","fields":[],"confluent:tags":["PII"]}"""));

        Assert.Equal(["r:Address PII"], Show(schema));
        Assert.Equal(schema.CanonicalText, Edit(schema, Add(On("r:Address", "PII"))));
        Assert.Equal(
            "No matching path 'Address' found in the schema", Refuse(schema, Add(On("r:Address", "OTHER"))));
    }
}
