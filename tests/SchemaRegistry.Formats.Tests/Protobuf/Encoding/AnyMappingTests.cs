using Google.Protobuf.WellKnownTypes;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// An Any, whose JSON says what type its bytes are of; expected bytes are written by Google's classes.
/// </summary>
public sealed class AnyMappingTests
{
    private const string Scalars = "type.googleapis.com/encoding.samples.Scalars";

    [Theory]
    [InlineData("""{"any":{"@type":"type.googleapis.com/encoding.samples.Scalars","int32Field":7}}""")]
    [InlineData("""{"any":{"int32Field":7,"@type":"type.googleapis.com/encoding.samples.Scalars"}}""")]
    [InlineData("""{"any":{"\u0040type":"type.googleapis.com\/encoding.samples.Scalars","int32_field":"7"}}""")]
    public void The_type_may_stand_anywhere(string json)
    {
        var any = Any.Pack(new Samples.Scalars { Int32Field = 7 });
        var expected = new Samples.WellKnown { Any = any };

        var bytes = Conversion.ToBytes(SampleTypes.Find("WellKnown"), json);

        Assert.Equal(expected, Samples.WellKnown.Parser.ParseFrom(bytes));
        Assert.Equal(
            $$$"""{"any":{"@type":"{{{Scalars}}}","int32Field":7}}""",
            Conversion.ToJson(SampleTypes.Find("WellKnown"), bytes));
    }

    [Fact]
    public void A_message_with_a_form_of_its_own_is_the_member_value()
    {
        const string json = """{"any":{"@type":"a.b/google.protobuf.Duration","value":"1.500s"}}""";
        var any = Any.Pack(new Duration { Seconds = 1, Nanos = 500_000_000 }, "a.b");

        var bytes = Conversion.ToBytes(SampleTypes.Find("WellKnown"), json);

        Assert.Equal(new Samples.WellKnown { Any = any }, Samples.WellKnown.Parser.ParseFrom(bytes));
        Assert.Equal(json, Conversion.ToJson(SampleTypes.Find("WellKnown"), bytes));
    }

    [Fact]
    public void An_Any_in_an_Any_is_the_member_value()
    {
        const string json = "{\"any\":{\"@type\":\"/google.protobuf.Any\",\"value\":"
            + "{\"@type\":\"" + Scalars + "\",\"boolField\":true}}}";
        var any = Any.Pack(Any.Pack(new Samples.Scalars { BoolField = true }), "");

        var bytes = Conversion.ToBytes(SampleTypes.Find("WellKnown"), json);

        Assert.Equal(new Samples.WellKnown { Any = any }, Samples.WellKnown.Parser.ParseFrom(bytes));
        Assert.Equal(json, Conversion.ToJson(SampleTypes.Find("WellKnown"), bytes));
    }

    /// <summary>Google's C++ and Java print it without a value, its Go and C# with one.</summary>
    [Theory]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Empty"}}""")]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Empty","value":{}}}""")]
    public void Empty_is_read_in_both_ways(string json)
    {
        var bytes = Conversion.ToBytes(SampleTypes.Find("WellKnown"), json);

        Assert.Equal(new Samples.WellKnown { Any = Any.Pack(new Empty(), "a") }, Samples.WellKnown.Parser.ParseFrom(bytes));
        Assert.Equal(
            """{"any":{"@type":"a/google.protobuf.Empty"}}""", Conversion.ToJson(SampleTypes.Find("WellKnown"), bytes));
    }

    [Fact]
    public void An_Any_of_nothing_is_an_empty_object()
    {
        Assert.Equal("8A0100", Conversion.ToHex("WellKnown", """{"any":{}}"""));
        Assert.Equal("""{"any":{}}""", Conversion.ToJson("WellKnown", "8A0100"));
    }

    [Theory]
    [InlineData("""{"any":{"int32Field":1}}""", "$.any: an Any needs the member \"@type\"")]
    [InlineData("""{"any":{"@type":1}}""", "$.any['@type']: expected a string, the URL of a type (byte 16)")]
    [InlineData("""{"any":{"@type":"encoding.samples.Scalars"}}""", "$.any['@type']: \"encoding.samples.Scalars\" is no URL")]
    [InlineData("""{"any":{"@type":"a/b.C"}}""", "$.any['@type']: the type \"a/b.C\" of an Any is not known; import its file")]
    [InlineData("""{"any":{"@type":"a/"}}""", "$.any['@type']: the type \"a/\"")]
    [InlineData("""{"any":{"@type":"a/encoding.samples.Scalars","x":1}}""", "$.any.x: the message encoding.samples.Scalars has no such field")]
    [InlineData("""{"any":{"@type":"a/encoding.samples.Maps.ByBoolEntry"}}""", "$.any['@type']: the type")]
    [InlineData("""{"any":{"@type":"a/encoding.samples.Scalars","@type":"a/encoding.samples.Lists"}}""", "$.any['@type']: the member is there twice")]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Duration"}}""", "$.any: the member \"value\" is missing")]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Duration","value":"x"}}""", "$.any.value: expected seconds")]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Duration","value":"1s","value":"1s"}}""", "$.any.value: the member is there twice")]
    [InlineData("""{"any":{"@type":"a/google.protobuf.Duration","seconds":1}}""", "$.any.seconds: the message google.protobuf.Duration has no such field")]
    public void What_does_not_fit_is_refused(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("WellKnown", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("8A01050A03612F62", "$.any: the type \"a/b\" of an Any is not known")]
    [InlineData("8A0103120100", "$.any: \"\" is no URL of a type")]
    [InlineData("8A01310A2C" + "747970652E676F6F676C65617069732E636F6D2F656E636F64696E672E73616D706C65732E5363616C617273" + "120118",
        "$.any.int32Field: the data ends inside a value (byte 52)")]
    public void What_can_not_be_printed_is_reported(string hex, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToJson("WellKnown", hex), StringComparison.Ordinal);
}
