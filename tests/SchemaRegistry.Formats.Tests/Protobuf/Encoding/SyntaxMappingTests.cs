using Google.Protobuf;
using SchemaRegistry.Formats.Tests.Protobuf.Encoding.Samples;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// What only proto2 and editions have: groups, extensions, closed enums, required fields, chosen encodings. Bytes are
/// worked out by hand, or written by Google's classes where it says so.
/// </summary>
public sealed class SyntaxMappingTests
{
    [Theory]
    [InlineData("""{"number":42}""", "082A")]
    [InlineData("""{"text":""}""", "1200")]
    [InlineData("""{"level":"HIGH"}""", "1802")]
    [InlineData("""{"packedInts":[1,2]}""", "2A020102")]
    [InlineData("""{"looseInts":[1,2]}""", "30013002")]
    [InlineData("""{"section":{"title":"a"}}""", "3B0A01613C")]
    [InlineData("""{"section":{"part":[{"size":1},{}]}}""", "3B" + "13180114" + "1314" + "3C")]
    [InlineData("""{"row":[{"cell":1},{"cell":2}]}""", "43480144" + "43480244")]
    [InlineData("""{"chosengroup":{"on":false}}""", "6B08006C")]
    [InlineData("""{"[encoding.samples.big_extension]":"5"}""", "A00605")]
    [InlineData("""{"[encoding.samples.Holder.held]":{"name":"a"}}""", "AA06030A0161")]
    [InlineData("""{"[encoding.samples.Holder.held_numbers]":[1,2]}""", "B00601B00602")]
    [InlineData("""{"[encoding.samples.level_extension]":"LOW"}""", "B80601")]
    public void Proto2_goes_both_ways(string json, string hex)
    {
        Assert.Equal(hex, Conversion.ToHex("Legacy", json));
        Assert.Equal(json, Conversion.ToJson("Legacy", hex));
    }

    [Theory]
    [InlineData("3B0A01613C" + "3B0A01623C", """{"section":{"title":"b"}}""")]
    [InlineData("3B131801143C" + "3B131802143C", """{"section":{"part":[{"size":1},{"size":2}]}}""")]
    [InlineData("3B" + "C33EC43E" + "0A0161" + "3C", """{"section":{"title":"a"}}""")]
    [InlineData("1801" + "1863", """{"level":"LOW"}""")]
    [InlineData("1863", "{}")]
    [InlineData("20012063" + "2002", """{"levels":["LOW","HIGH"]}""")]
    [InlineData("72" + "03" + "016302", """{"packedLevels":["LOW","HIGH"]}""")]
    [InlineData("720163", "{}")]
    [InlineData("2203" + "016302", """{"levels":["LOW","HIGH"]}""")]
    [InlineData("5205" + "0A0161" + "1001", """{"stageByName":{"a":"ONE"}}""")]
    [InlineData("5205" + "0A0161" + "1063", "{}")]
    [InlineData("5203" + "0A0161", """{"stageByName":{"a":"ZERO"}}""")]
    [InlineData("5801" + "5863", """{"chosenLevel":"LOW"}""")]
    [InlineData("6001" + "5863", """{"chosenNumber":1}""")]
    [InlineData("3801", "{}")]
    public void Unknown_numbers_of_a_closed_enum_and_other_wire_types_are_unknown_fields(string hex, string json) =>
        Assert.Equal(json, Conversion.ToJson("Legacy", hex));

    [Theory]
    [InlineData("""{"level":3}""", "$.level: expected a name or number of the closed enum encoding.samples.Level, found 3")]
    [InlineData("""{"Section":{}}""", "$.Section: the message encoding.samples.Legacy has no such field")]
    [InlineData("""{"[encoding.samples.none]":1}""", "$['[encoding.samples.none]']: the message encoding.samples.Legacy has no such field")]
    [InlineData("""{"big_extension":1}""", "$.big_extension")]
    [InlineData("""{"chosenNumber":1,"chosengroup":{}}""", "$.chosengroup: another member of the same oneof")]
    [InlineData("""{"[encoding.samples.Holder.held]":{"name":1}}""", "$['[encoding.samples.Holder.held]'].name: expected a string")]
    public void What_does_not_fit_proto2_is_refused(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("Legacy", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("3B", "$.section: the data ends inside the group 7 (byte 1)")]
    [InlineData("3B0A01613B", "$.section: the data ends inside the group 7")]
    [InlineData("3B44", "$.section: the group 8 ends here, but 7 is open (byte 1)")]
    [InlineData("3C", "$: the group 7 ends here, but is not open")]
    [InlineData("C33E", "$: the data ends inside the group 1000")]
    public void Groups_that_do_not_end_are_reported(string hex, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToJson("Legacy", hex), StringComparison.Ordinal);

    [Fact]
    public void Extensions_are_what_Google_writes_for_them()
    {
        var message = new Legacy { Number = 1 };
        message.SetExtension(EncodingLegacyExtensions.BigExtension, -2);
        message.SetExtension(Holder.Extensions.Held, new Holder { Name = "x" });
        message.GetOrInitializeExtension(Holder.Extensions.HeldNumbers).Add([3, 4]);

        var json = Conversion.ToJson(SampleTypes.Find("Legacy"), message.ToByteArray());
        var bytes = Conversion.ToBytes(SampleTypes.Find("Legacy"), json);

        Assert.Equal(message.ToByteArray(), bytes);
        Assert.Equal(
            """{"number":1,"[encoding.samples.big_extension]":"-2","[encoding.samples.Holder.held]":{"name":"x"}"""
                + ""","[encoding.samples.Holder.held_numbers]":[3,4]}""",
            json);
    }

    [Theory]
    [InlineData("""{"id":1}""", "$.level: the field is required by encoding.samples.Strict and missing")]
    [InlineData("{}", "$.id: the field is required")]
    [InlineData("""{"id":null,"level":1}""", "$: a field that encoding.samples.Strict requires is null")]
    [InlineData("""{"id":1,"level":1,"inner":{"level":1}}""", "$.inner.id: the field is required")]
    public void A_required_field_must_be_there(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("Strict", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("0801", "$.level: the field is required by encoding.samples.Strict and missing")]
    [InlineData("08011063", "$.level: the field is required")]
    [InlineData("080110011A00", "$.inner.id: the field is required")]
    public void A_required_field_must_be_in_the_data(string hex, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToJson("Strict", hex), StringComparison.Ordinal);

    [Fact]
    public void Required_fields_may_come_in_parts() =>
        Assert.Equal(
            """{"id":1,"level":"LOW","inner":{"id":0,"level":"HIGH"}}""",
            Conversion.ToJson("Strict", "08011A0208001A0210021001"));

    [Fact]
    public void A_message_set_is_reported()
    {
        Assert.StartsWith(
            "! $.old: the message encoding.samples.OldSet has the option message_set_wire_format",
            Conversion.ToHex("OldSetHolder", """{"old":{}}"""));
        Assert.StartsWith("! $.old: the message encoding.samples.OldSet", Conversion.ToJson("OldSetHolder", "0A00"));
        Assert.Equal("", Conversion.ToHex("OldSetHolder", "{}"));
    }

    [Theory]
    [InlineData("""{"explicitNumber":0}""", "0800")]
    [InlineData("""{"implicitNumber":1}""", "1001")]
    [InlineData("""{"packedNumbers":[1,2]}""", "1A020102")]
    [InlineData("""{"looseNumbers":[1,2]}""", "20012002")]
    [InlineData("""{"delimitedChild":{"explicitNumber":1}}""", "2B08012C")]
    [InlineData("""{"prefixedChild":{"explicitNumber":1}}""", "32020801")]
    [InlineData("""{"children":{"a":{"delimitedChild":{}}}}""", "3A070A0161" + "1202" + "2B2C")]
    [InlineData("""{"open":5}""", "4005")]
    [InlineData("""{"closed":"CLOSED_STATE_ON"}""", "4804")]
    [InlineData("""{"many":[{},{"many":[{}]}]}""", "5354" + "53535454")]
    [InlineData("""{"chosen":{}}""", "5B5C")]
    public void Features_of_an_edition_hold_both_ways(string json, string hex)
    {
        Assert.Equal(hex, Conversion.ToHex("Modern", json));
        Assert.Equal(json, Conversion.ToJson("Modern", hex));
    }

    [Theory]
    [InlineData("""{"implicitNumber":0,"implicitOpen":"OPEN_STATE_UNKNOWN"}""", "")]
    [InlineData("""{"closed":5}""", "! $.closed: expected a name or number of the closed enum encoding.samples.ClosedState, found 5 (byte 10)")]
    public void Features_of_an_edition_bound_what_is_written(string json, string expected) =>
        Assert.Equal(expected, Conversion.ToHex("Modern", json));

    [Theory]
    [InlineData("2A020801", "{}")]
    [InlineData("330801" + "34", "{}")]
    [InlineData("4805", "{}")]
    [InlineData("2B08012C" + "2B10022C", """{"delimitedChild":{"explicitNumber":1,"implicitNumber":2}}""")]
    public void The_other_form_of_a_message_is_an_unknown_field(string hex, string json) =>
        Assert.Equal(json, Conversion.ToJson("Modern", hex));

    [Fact]
    public void A_required_field_of_an_edition_must_be_there() =>
        Assert.StartsWith("! $.id: the field is required", Conversion.ToHex("ModernStrict", "{}"));
}
