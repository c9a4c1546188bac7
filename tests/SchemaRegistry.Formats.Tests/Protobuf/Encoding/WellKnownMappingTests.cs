using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// The messages with a JSON form of their own (protobuf.dev, ProtoJSON Format, and the comments of their .proto files),
/// with bytes worked out by hand.
/// </summary>
public sealed class WellKnownMappingTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "0A00", null)]
    [InlineData("1970-01-01T00:00:01.5Z", "0A0808011080CAB5EE01", "1970-01-01T00:00:01.500Z")]
    [InlineData("1970-01-01T00:00:00.000000001Z", "0A021001", null)]
    [InlineData("1970-01-01T00:00:00.000001Z", "0A0310E807", null)]
    [InlineData("1970-01-01T01:00:01+01:00", "0A020801", "1970-01-01T00:00:01Z")]
    [InlineData("1969-12-31T23:00:01-01:00", "0A020801", "1970-01-01T00:00:01Z")]
    [InlineData("1969-12-31T23:59:59Z", "0A0B08FFFFFFFFFFFFFFFFFF01", null)]
    [InlineData("0001-01-01T00:00:00Z", "0A0B088092B8C398FEFFFFFF01", null)]
    [InlineData("9999-12-31T23:59:59Z", "0A0708FF82D1FFAF07", null)]
    [InlineData("2000-02-29T00:00:00Z", "0A06088098ECC503", null)]
    public void A_timestamp_goes_both_ways(string text, string hex, string? printed)
    {
        Assert.Equal(hex, Conversion.ToHex("WellKnown", $$"""{"timestamp":"{{text}}"}"""));
        Assert.Equal($$"""{"timestamp":"{{printed ?? text}}"}""", Conversion.ToJson("WellKnown", hex));
    }

    [Theory]
    [InlineData("0000-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("2001-02-29T00:00:00Z")]
    [InlineData("2001-13-01T00:00:00Z")]
    [InlineData("2001-00-01T00:00:00Z")]
    [InlineData("2001-01-00T00:00:00Z")]
    [InlineData("2001-01-01T24:00:00Z")]
    [InlineData("2001-01-01T00:60:00Z")]
    [InlineData("2001-01-01T00:00:60Z")]
    [InlineData("2001-01-01T00:00:00")]
    [InlineData("2001-01-01t00:00:00Z")]
    [InlineData("2001-01-01T00:00:00z")]
    [InlineData("2001-01-01 00:00:00Z")]
    [InlineData("2001-01-01T00:00:00.Z")]
    [InlineData("2001-01-01T00:00:00.1234567891Z")]
    [InlineData("2001-01-01T00:00:00+0100")]
    [InlineData("2001-01-01T00:00:00+24:00")]
    [InlineData("2001-1-01T00:00:00Z")]
    [InlineData("2001-01-01")]
    [InlineData(" 2001-01-01T00:00:00Z")]
    [InlineData("")]
    public void What_is_no_timestamp_is_refused(string text) =>
        Assert.StartsWith(
            "! $.timestamp: expected RFC 3339 text", Conversion.ToHex("WellKnown", $$"""{"timestamp":"{{text}}"}"""));

    [Theory]
    [InlineData("0s", "1200", null)]
    [InlineData("1s", "12020801", null)]
    [InlineData("-0.5s", "120B1080B6CA91FEFFFFFFFF01", "-0.500s")]
    [InlineData("0.000000001s", "12021001", null)]
    [InlineData("315576000000s", "12070880BCAECE9709", null)]
    [InlineData("-315576000000s", "120B0880C4D1B1E8F6FFFFFF01", null)]
    public void A_duration_goes_both_ways(string text, string hex, string? printed)
    {
        Assert.Equal(hex, Conversion.ToHex("WellKnown", $$"""{"duration":"{{text}}"}"""));
        Assert.Equal($$"""{"duration":"{{printed ?? text}}"}""", Conversion.ToJson("WellKnown", hex));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("s")]
    [InlineData("-s")]
    [InlineData(".5s")]
    [InlineData("1.s")]
    [InlineData("1.0000000000s")]
    [InlineData("+1s")]
    [InlineData("--1s")]
    [InlineData("1 s")]
    [InlineData("01s")]
    [InlineData("1S")]
    [InlineData("315576000001s")]
    [InlineData("-315576000001s")]
    [InlineData("99999999999999999999999s")]
    public void What_is_no_duration_is_refused(string text) =>
        Assert.StartsWith("! $.duration: expected seconds", Conversion.ToHex("WellKnown", $$"""{"duration":"{{text}}"}"""));

    [Theory]
    [InlineData("0A0B08FF91B8C398FEFFFFFF01", "$.timestamp: -62135596801 seconds")]
    [InlineData("0A021001" + "0A0B10FFFFFFFFFFFFFFFFFF01", "$.timestamp: 0 seconds and -1 nanoseconds are no valid google.protobuf.Timestamp")]
    [InlineData("0A06108094EBDC03", "$.timestamp: 0 seconds and 1000000000 nanoseconds")]
    [InlineData("120D080110FFFFFFFFFFFFFFFFFF01", "$.duration: 1 seconds and -1 nanoseconds")]
    public void A_time_out_of_range_is_not_printed(string hex, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToJson("WellKnown", hex), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "1A00")]
    [InlineData("a", "1A030A0161")]
    [InlineData("fooBar,a.bC", "1A100A07666F6F5F6261720A05612E625F63")]
    public void A_field_mask_goes_both_ways(string text, string hex)
    {
        Assert.Equal(hex, Conversion.ToHex("WellKnown", $$"""{"mask":"{{text}}"}"""));
        Assert.Equal($$"""{"mask":"{{text}}"}""", Conversion.ToJson("WellKnown", hex));
    }

    [Theory]
    [InlineData("foo_bar")]
    [InlineData("a,,b")]
    [InlineData(",")]
    [InlineData("a,")]
    public void A_field_mask_that_would_not_come_back_is_refused(string text) =>
        Assert.StartsWith("! $.mask: expected paths", Conversion.ToHex("WellKnown", $$"""{"mask":"{{text}}"}"""));

    [Theory]
    [InlineData("1A050A03614262")]
    [InlineData("1A040A02615F")]
    [InlineData("1A050A03615F31")]
    [InlineData("1A060A04615F5F62")]
    [InlineData("1A050A03612C62")]
    [InlineData("1A020A00")]
    public void A_field_mask_that_would_not_come_back_is_not_printed(string hex) =>
        Assert.StartsWith("! $.mask: a path of a google.protobuf.FieldMask", Conversion.ToJson("WellKnown", hex));

    [Theory]
    [InlineData("""{"value":null}""", "2A020800")]
    [InlineData("""{"value":1}""", "2A0911000000000000F03F")]
    [InlineData("""{"value":"a"}""", "2A031A0161")]
    [InlineData("""{"value":"NaN"}""", "2A051A034E614E")]
    [InlineData("""{"value":false}""", "2A022000")]
    [InlineData("""{"value":{}}""", "2A022A00")]
    [InlineData("""{"value":[]}""", "2A023200")]
    [InlineData("""{"value":[null]}""", "2A0632040A020800")]
    [InlineData("""{"struct":{}}""", "2200")]
    [InlineData("""{"struct":{"":null}}""", "22080A060A0012020800")]
    [InlineData("""{"list":[true,[]]}""", "32080A0220010A023200")]
    [InlineData("""{"empty":{}}""", "3A00")]
    [InlineData("""{"doubleValue":0}""", "4200")]
    [InlineData("""{"doubleValue":1}""", "420909000000000000F03F")]
    [InlineData("""{"int64Value":"1"}""", "52020801")]
    [InlineData("""{"uint32Value":1}""", "6A020801")]
    [InlineData("""{"boolValue":false}""", "7200")]
    [InlineData("""{"stringValue":"a"}""", "7A030A0161")]
    [InlineData("""{"bytesValue":"AQ=="}""", "8201030A0101")]
    public void Free_values_and_wrappers_go_both_ways(string json, string hex)
    {
        Assert.Equal(hex, Conversion.ToHex("WellKnown", json));
        Assert.Equal(json, Conversion.ToJson("WellKnown", hex));
    }

    [Theory]
    [InlineData("""{"int64Value":null,"struct":null,"timestamp":null,"any":null,"list":null}""", "")]
    [InlineData("""{"nullValue":null}""", "")]
    [InlineData("""{"nullValue":"NULL_VALUE"}""", "")]
    [InlineData("""{"nullValue":0}""", "")]
    [InlineData("""{"int64Value":1}""", "52020801")]
    public void Null_is_an_absent_message(string json, string hex) =>
        Assert.Equal(hex, Conversion.ToHex("WellKnown", json));

    [Theory]
    [InlineData("""{"value":1e400}""", "$.value")]
    [InlineData("""{"struct":[]}""", "$.struct: expected an object")]
    [InlineData("""{"list":{}}""", "$.list: expected an array")]
    [InlineData("""{"struct":{"a":1,"a":2}}""", "$.struct.a: the key is there twice")]
    [InlineData("""{"struct":{"a":{"b c":[1,1e999]}}}""", "$.struct.a['b c'][1]: expected a number")]
    [InlineData("""{"empty":{"a":1}}""", "$.empty.a: the message google.protobuf.Empty has no such field")]
    [InlineData("""{"boolValue":"true"}""", "$.boolValue: expected true or false")]
    [InlineData("""{"int32Value":{"value":1}}""", "$.int32Value: expected an integer")]
    [InlineData("""{"timestamp":{"seconds":1}}""", "$.timestamp: expected RFC 3339 text")]
    public void What_does_not_fit_is_refused(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("WellKnown", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("2A00", "$.value: a google.protobuf.Value has no value")]
    [InlineData("2A0911000000000000F87F", "$.value: a google.protobuf.Value is a number that is not finite")]
    [InlineData("2A0911000000000000F07F", "$.value: a google.protobuf.Value is a number that is not finite")]
    [InlineData("22050A030A0161", "$.struct.a: a google.protobuf.Value has no value")]
    public void A_value_without_JSON_is_not_printed(string hex, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToJson("WellKnown", hex), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"chosenValue":null}""", "42020800")]
    [InlineData("""{"chosenNull":null}""", "4800")]
    [InlineData("""{"nulls":[null,null]}""", "62020000")]
    public void Null_is_a_value_of_a_oneof_and_of_a_list(string json, string hex)
    {
        Assert.Equal(hex, Conversion.ToHex("ManyWellKnown", json));
        Assert.Equal(json, Conversion.ToJson("ManyWellKnown", hex));
    }

    [Theory]
    [InlineData("""{"chosenTimestamp":null,"chosenNumber":1}""", "5801")]
    [InlineData("""{"chosenNumber":1,"chosenTimestamp":null}""", "5801")]
    [InlineData("""{"values":null,"structs":null}""", "")]
    public void Null_is_no_value_of_others(string json, string hex) =>
        Assert.Equal(hex, Conversion.ToHex("ManyWellKnown", json));

    [Theory]
    [InlineData("""{"chosenNull":null,"chosenNumber":1}""", "$.chosenNumber: another member of the same oneof")]
    [InlineData("""{"timestamps":[null]}""", "$.timestamps[0]: expected RFC 3339 text")]
    [InlineData("""{"structs":{"a":null}}""", "$.structs.a: expected an object, found null")]
    public void Null_is_refused_where_a_value_must_be(string json, string problem) =>
        Assert.StartsWith($"! {problem}", Conversion.ToHex("ManyWellKnown", json), StringComparison.Ordinal);
}
