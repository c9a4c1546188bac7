using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>Repeated fields, maps, oneofs, merging and defaults, with bytes worked out by hand.</summary>
public sealed class StructureMappingTests
{
    private static readonly ProtobufJsonOptions Ignoring = new() { UnknownMembers = UnknownMembers.Ignore };

    [Theory]
    [InlineData("""{"int32s":[1,"2",3e0]}""", "1A03010203")]
    [InlineData("""{"int32s":[0]}""", "1A0100")]
    [InlineData("""{"int32s":[]}""", "")]
    [InlineData("""{"int32s":null}""", "")]
    [InlineData("""{"looseInts":[1,0]}""", "900101900100")]
    [InlineData("""{"floats":[1,-0]}""", "12080000803F00000080")]
    [InlineData("""{"strings":["","a"]}""", "7200720161")]
    [InlineData("""{"messages":[{},{"boolField":true}]}""", "8A01008A01026801")]
    [InlineData("""{"colors":["COLOR_RED",7,"COLOR_UNSPECIFIED"]}""", "820103010700")]
    [InlineData("""{"inner":{"inner":{"bools":[true,false]}}}""", "E21207E212046A020100")]
    public void A_list_is_encoded(string json, string hex) => Assert.Equal(hex, Conversion.ToHex("Lists", json));

    [Theory]
    [InlineData("1A03010203", """{"int32s":[1,2,3]}""")]
    [InlineData("1801" + "1A020203" + "1804", """{"int32s":[1,2,3,4]}""")]
    [InlineData("900101" + "92010102" + "900103", """{"looseInts":[1,2,3]}""")]
    [InlineData("1801" + "7A0161" + "1802", """{"int32s":[1,2],"byteStrings":["YQ=="]}""")]
    [InlineData("7A0161" + "1801", """{"int32s":[1],"byteStrings":["YQ=="]}""")]
    [InlineData("1A00", "{}")]
    [InlineData("1A00" + "1801", """{"int32s":[1]}""")]
    [InlineData("1A00" + "7200", """{"strings":[""]}""")]
    [InlineData("E2120218 01E2120218 02", """{"inner":{"int32s":[1,2]}}""")]
    [InlineData("E212021801" + "7200" + "E212021802" + "7200", """{"strings":["",""],"inner":{"int32s":[1,2]}}""")]
    public void Elements_are_gathered_from_wherever_they_stand(string hex, string json) =>
        Assert.Equal(json, Conversion.ToJson("Lists", hex));

    [Theory]
    [InlineData("""{"int32s":[1,null]}""", "$.int32s[1]: expected an integer of 32 bits, as a number or string, found null")]
    [InlineData("""{"strings":[null]}""", "$.strings[0]")]
    [InlineData("""{"messages":[null]}""", "$.messages[0]: expected an object")]
    [InlineData("""{"messages":[{},{"child":{"int32Field":"x"}}]}""", "$.messages[1].child.int32Field")]
    [InlineData("""{"int32s":1}""", "$.int32s: expected an array, found 1")]
    [InlineData("""{"int32s":{"0":1}}""", "$.int32s: expected an array, found an object")]
    [InlineData("""{"int32s":[[1]]}""", "$.int32s[0]")]
    public void A_list_that_does_not_fit_is_refused(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("Lists", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"byInt32":{"-1":"a"}}""", "0A0E08FFFFFFFFFFFFFFFFFF01120161")]
    [InlineData("""{"byInt32":{"0":""}}""", "0A0408001200")]
    [InlineData("""{"bySint32":{"-1":true}}""", "2A0408011001")]
    [InlineData("""{"byBool":{"true":"1","false":2}}""", "5A0B0801110100000000000000" + "5A0B0800110200000000000000")]
    [InlineData("""{"byString":{"a":{}}}""", "62050A01611200")]
    [InlineData("""{"bySfixed32":{"1":"2"}}""", "4A070D010000001002")]
    [InlineData("""{"bySint64":{"1":"COLOR_RED"}}""", "320408021001")]
    [InlineData("""{"byInt32":{}}""", "")]
    public void A_map_is_encoded(string json, string hex) => Assert.Equal(hex, Conversion.ToHex("Maps", json));

    [Theory]
    [InlineData("0A0408001200", """{"byInt32":{"0":""}}""")]
    [InlineData("0A00", """{"byInt32":{"0":""}}""")]
    [InlineData("0A0512016108 05", """{"byInt32":{"5":"a"}}""")]
    [InlineData("0A0508051201610A0508061201620A050805120163", """{"byInt32":{"5":"c","6":"b"}}""")]
    [InlineData("0A0708010805120161", """{"byInt32":{"5":"a"}}""")]
    [InlineData("0A0808051201611201 62", """{"byInt32":{"5":"b"}}""")]
    [InlineData("0A07080512016118 01", """{"byInt32":{"5":"a"}}""")]
    [InlineData("5A00", """{"byBool":{"false":"0"}}""")]
    [InlineData("6200", """{"byString":{"":{}}}""")]
    [InlineData("6206" + "1200" + "12020A00", """{"byString":{"":{"byInt32":{"0":""}}}}""")]
    [InlineData("320208023202080232020804", """{"bySint64":{"1":"COLOR_UNSPECIFIED","2":"COLOR_UNSPECIFIED"}}""")]
    public void A_map_is_printed_with_the_last_value_of_each_key(string hex, string json) =>
        Assert.Equal(json, Conversion.ToJson("Maps", hex));

    [Theory]
    [InlineData("""{"byInt32":{"1":"a","1":"b"}}""", "$.byInt32.1: the key is there twice")]
    [InlineData("""{"byInt32":{"1":"a","1e0":"b"}}""", "$.byInt32.1e0: the key is there twice")]
    [InlineData("""{"byInt32":{"":"a"}}""", "$.byInt32['']: expected the name to be an integer of 32 bits")]
    [InlineData("""{"byInt32":{"x":"a"}}""", "$.byInt32.x: expected the name to be an integer of 32 bits")]
    [InlineData("""{"byUint32":{"-1":1}}""", "$.byUint32['-1']: expected the name to be an unsigned integer")]
    [InlineData("""{"byBool":{"1":"1"}}""", "$.byBool.1: expected the name to be true or false")]
    [InlineData("""{"byString":{"a":null}}""", "$.byString.a: expected an object for the message encoding.samples.Maps, found null")]
    [InlineData("""{"byString":{"a":{"byInt32":{"1":2}}}}""", "$.byString.a.byInt32.1: expected a string, found 2")]
    [InlineData("""{"byString":{"a\nb":1}}""", "$.byString['a\nb']: expected an object")]
    [InlineData("""{"byString":[]}""", "$.byString: expected an object, found an array")]
    public void A_map_that_does_not_fit_is_refused(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("Maps", json), StringComparison.Ordinal);

    [Fact]
    public void The_same_key_may_be_in_different_maps() =>
        Assert.Equal(
            "62180A0161" + "1213" + "0A0408011200" + "620B0A0161" + "1206" + "0A0408011200",
            Conversion.ToHex("Maps", """{"byString":{"a":{"byInt32":{"1":""},"byString":{"a":{"byInt32":{"1":""}}}}}}"""));

    [Theory]
    [InlineData("""{"number":0}""", "0800")]
    [InlineData("""{"text":""}""", "1200")]
    [InlineData("""{"message":{}}""", "1A00")]
    [InlineData("""{"number":1,"data":""}""", "08014200")]
    [InlineData("""{"number":1,"text":null}""", "0801")]
    [InlineData("""{"text":null,"number":1}""", "0801")]
    public void A_oneof_is_encoded(string json, string hex) => Assert.Equal(hex, Conversion.ToHex("Choices", json));

    [Theory]
    [InlineData("0800", """{"number":0}""")]
    [InlineData("08011201 61", """{"text":"a"}""")]
    [InlineData("1201610801", """{"number":1}""")]
    [InlineData("1A0218011A022002", """{"message":{"int32Field":1,"int64Field":"2"}}""")]
    [InlineData("1A02180108051A022002", """{"message":{"int64Field":"2"}}""")]
    [InlineData("1A0218010805", """{"number":5}""")]
    [InlineData("1A02180108051A0220021A026801", """{"message":{"int64Field":"2","boolField":true}}""")]
    [InlineData("0801420161", """{"number":1,"data":"YQ=="}""")]
    public void The_last_member_of_a_oneof_stands(string hex, string json) =>
        Assert.Equal(json, Conversion.ToJson("Choices", hex));

    [Fact]
    public void Two_members_of_a_oneof_are_refused() =>
        Assert.Equal(
            "! $.text: another member of the same oneof is there already (byte 19)",
            Conversion.ToHex("Choices", """{"number":1,"text":""}"""));

    [Fact]
    public void A_message_in_parts_is_one() =>
        Assert.Equal(
            """{"child":{"child":{"int32Field":2,"boolField":true}}}""",
            Conversion.ToJson("Scalars", "8A0107" + "8A0104" + "18016801" + "8A0105" + "8A01021802"));

    [Fact]
    public void Unknown_members_and_enum_names_can_be_ignored()
    {
        Assert.Equal("1801", Conversion.ToHex("Scalars", """{"x":{"y":[1,{"z":null}]},"int32Field":1,"z":1}""", Ignoring));
        Assert.Equal("", Conversion.ToHex("Scalars", """{"colorField":"GREEN"}""", Ignoring));
        Assert.Equal("82010101", Conversion.ToHex("Lists", """{"colors":["GREEN","COLOR_RED"]}""", Ignoring));
        Assert.Equal("980101", Conversion.ToHex("Lists", """{"looseColors":["GREEN",1]}""", Ignoring));
        Assert.Equal("", Conversion.ToHex("Lists", """{"colors":["GREEN"]}""", Ignoring));
        Assert.Equal("320408021001", Conversion.ToHex("Maps", """{"bySint64":{"5":"GREEN","1":1}}""", Ignoring));
        Assert.StartsWith("! $.colorField", Conversion.ToHex("Scalars", """{"colorField":[]}""", Ignoring));
    }

    [Fact]
    public void Original_names_can_be_printed() =>
        Assert.Equal(
            """{"int32_field":1,"renamed":"x"}""",
            Conversion.ToJson("Scalars", "180192010178", new ProtobufJsonOptions { Naming = FieldNaming.Original }));
}
