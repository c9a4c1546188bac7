using SchemaRegistry.Client;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

/// <summary>Bodies of primitive values as serializers of other clients write them.</summary>
public sealed class PrimitiveCodecTests
{
    [Fact]
    public void Each_type_has_the_bytes_of_its_Avro_type()
    {
        Assert.Equal("A413", CodecRun.Encode(1234));
        Assert.Equal("06616263", CodecRun.Encode("abc"));
        Assert.Equal("01", CodecRun.Encode(-1L));
        Assert.Equal("01", CodecRun.Encode(true));
        Assert.Equal("000000000000F83F", CodecRun.Encode(1.5));
        Assert.Equal("0000C03F", CodecRun.Encode(1.5f));
        Assert.Equal("", CodecRun.Encode(AvroNull.Value));
    }

    [Fact]
    public void Bytes_as_a_whole_have_no_length()
    {
        Assert.Equal("020304", CodecRun.Encode(new byte[] { 2, 3, 4 }));
        Assert.Equal([2, 3, 4], CodecRun.Decode<byte[]>("020304", "\"bytes\""));
        Assert.Empty(CodecRun.Decode<byte[]>("", "\"bytes\""));
    }

    [Fact]
    public void Each_type_comes_back()
    {
        Assert.Equal(int.MinValue, CodecRun.Decode<int>(CodecRun.Encode(int.MinValue), "\"int\""));
        Assert.Equal(long.MaxValue, CodecRun.Decode<long>(CodecRun.Encode(long.MaxValue), "\"long\""));
        Assert.Equal(double.NaN, CodecRun.Decode<double>(CodecRun.Encode(double.NaN), "\"double\""));
        Assert.Equal(float.Epsilon, CodecRun.Decode<float>(CodecRun.Encode(float.Epsilon), "\"float\""));
        Assert.False(CodecRun.Decode<bool>("00", "\"boolean\""));
        Assert.Equal("größe", CodecRun.Decode<string>(CodecRun.Encode("größe"), "\"string\""));
        Assert.Same(AvroNull.Value, CodecRun.Decode<AvroNull>("", "\"null\""));
    }

    [Theory]
    [InlineData("0A", "\"int\"", 5L)]
    [InlineData("02 0A", "[\"null\",\"int\"]", 5L)]
    public void A_long_reads_what_promotes_to_it(string hex, string writer, long expected) =>
        Assert.Equal(expected, CodecRun.Decode<long>(hex, writer));

    [Fact]
    public void Strings_and_bytes_read_each_other()
    {
        Assert.Equal("abc", CodecRun.Decode<string>("616263", "\"bytes\""));
        Assert.Equal("abc"u8, CodecRun.Decode<byte[]>("06616263", "\"string\""));
        Assert.Equal("616263", CodecRun.Encode("abc", "\"bytes\""));
        Assert.Equal("06616263", CodecRun.Encode("abc"u8.ToArray(), "\"string\""));
    }

    [Fact]
    public void A_value_is_written_as_the_registered_schema_has_it() =>
        Assert.Equal("020A", CodecRun.Encode(5, "[\"null\",\"long\"]"));

    [Theory]
    [InlineData("", "\"int\"", "ends inside the value")]
    [InlineData("00", "[\"null\",\"int\"]", "null here, which can not be read as int")]
    [InlineData("0A", "\"long\"", "long here, which can not be read as int")]
    public void A_body_that_is_no_int_is_an_error(string hex, string writer, string reason)
    {
        var e = Assert.Throws<PayloadException>(() => CodecRun.Decode<int>(hex, writer));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_schema_that_can_not_hold_the_value_is_an_error() =>
        Assert.Throws<PayloadException>(() => CodecRun.Encode(5L, "\"int\""));

    [Fact]
    public void Bytes_with_a_logical_type_are_refused()
    {
        const string schema = """{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}""";

        Assert.Contains(
            "Put the value into a record",
            Assert.Throws<PayloadException>(() => CodecRun.Decode<byte[]>("00", schema)).Message,
            StringComparison.Ordinal);
        Assert.Throws<PayloadException>(() => CodecRun.Encode(new byte[] { 0 }, schema));
    }

    [Fact]
    public void A_type_without_a_codec_is_named_with_those_that_have_one()
    {
        var e = Assert.Throws<NotSupportedException>(AvroCodecs.Create<decimal>);

        Assert.Contains("System.Decimal is not supported. Supported are GenericRecord", e.Message, StringComparison.Ordinal);
    }
}
