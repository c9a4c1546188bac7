namespace SchemaRegistry.Formats.Tests.JsonSchema.Canonical;

public sealed class SchemaPrinterTests
{
    [Theory]
    [InlineData("{ \"b\" : 1 , \"a\" : [ 1.0 , 1e5, -0.50 , 10000000000000000000000 ] }",
        "{\"b\":1,\"a\":[1.0,1e5,-0.50,10000000000000000000000]}")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"title\":\"\\u00e9\\u20ac\\ud83d\\ude00 \\/ \\u0001\\u001f\\n\\t\\\"\\\\\\u007f\"}",
        "{\"title\":\"é€😀 / \\u0001\\u001F\\n\\t\\\"\\\\\u007f\"}")]
    [InlineData(" true ", "true")]
    [InlineData("{\"$schema\":\"http://x\",\"x\":null,\"\":{}}", "{\"$schema\":\"http://x\",\"x\":null,\"\":{}}")]
    public void The_canonical_text_is_compact_and_keeps_order_and_spelling(string text, string canonical) =>
        Assert.Equal(canonical, Schemas.Parse(text).CanonicalText);

    [Fact]
    public void The_normalized_text_sorts_keys_by_utf16_units_and_leaves_arrays_alone()
    {
        var schema = Schemas.Parse("""{"b":[{"z":1,"y":2},3],"a":1,"B":2,"é":3,"a1":4}""");

        Assert.Equal("""{"B":2,"a":1,"a1":4,"b":[{"y":2,"z":1},3],"é":3}""", schema.ToNormalizedText());
    }

    [Fact]
    public void Both_texts_read_back_as_themselves()
    {
        var schema = Schemas.Parse("""{"title":"a\u0007\"é","properties":{"b":{"enum":[1.0,null]},"a":{}}}""");

        Assert.Equal(schema.CanonicalText, Schemas.Parse(schema.CanonicalText).CanonicalText);
        Assert.Equal(schema.ToNormalizedText(), Schemas.Parse(schema.ToNormalizedText()).ToNormalizedText());
    }

    [Fact]
    public void A_schema_answers_for_its_title_fields_and_equivalence()
    {
        var schema = Schemas.Parse("""{"title":"Order","properties":{"id":{},"at":{}}}""");
        var spaced = Schemas.Parse("""{ "title": "Order", "properties": {"id":{}, "at":{}} }""");
        var reordered = Schemas.Parse("""{"properties":{"id":{},"at":{}},"title":"Order"}""");

        Assert.Equal("Order", schema.Name);
        Assert.Equal(["id", "at"], schema.TopLevelFields);
        Assert.Equal(schema.CanonicalText, schema.ToFormat("resolved"));
        Assert.True(schema.IsEquivalentTo(spaced));
        Assert.Equal(schema.EquivalenceKey, spaced.EquivalenceKey);
        Assert.False(schema.IsEquivalentTo(reordered));
    }

    [Fact]
    public void A_schema_without_title_and_properties_has_neither()
    {
        Assert.Null(Schemas.Parse("true").Name);
        Assert.Empty(Schemas.Parse("true").TopLevelFields);
    }
}
