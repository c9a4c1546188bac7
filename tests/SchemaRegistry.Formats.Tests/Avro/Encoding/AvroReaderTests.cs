using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>The examples of the Avro specification, "Binary encoding", and what is no Avro data.</summary>
public sealed class AvroReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("01", -1)]
    [InlineData("02", 1)]
    [InlineData("03", -2)]
    [InlineData("04", 2)]
    [InlineData("7F", -64)]
    [InlineData("80 01", 64)]
    [InlineData("FE FF FF FF 0F", int.MaxValue)]
    [InlineData("FF FF FF FF 0F", int.MinValue)]
    public void Ints_and_longs_are_zigzag_numbers_of_seven_bits_a_byte(string hex, int expected)
    {
        var asInt = new AvroReader(Hex.ToBytes(hex));
        var asLong = new AvroReader(Hex.ToBytes(hex));

        Assert.True(asInt.TryReadInt(out var number));
        Assert.True(asLong.TryReadLong(out var wide));
        Assert.Equal(expected, number);
        Assert.Equal(expected, wide);
        Assert.Equal(0, asInt.Remaining);
    }

    [Theory]
    [InlineData("FE FF FF FF FF FF FF FF FF 01", long.MaxValue)]
    [InlineData("FF FF FF FF FF FF FF FF FF 01", long.MinValue)]
    public void The_largest_longs_take_ten_bytes(string hex, long expected)
    {
        var reader = new AvroReader(Hex.ToBytes(hex));

        Assert.True(reader.TryReadLong(out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("", AvroDataError.Truncated)]
    [InlineData("80", AvroDataError.Truncated)]
    [InlineData("80 80 80 80 80 80 80 80 80 80 00", AvroDataError.NumberTooLong)]
    [InlineData("FF FF FF FF FF FF FF FF FF 02", AvroDataError.NumberTooLong)]
    public void A_long_that_is_cut_or_does_not_fit_64_bits_is_an_error(string hex, AvroDataError expected)
    {
        var reader = new AvroReader(Hex.ToBytes(hex));

        Assert.False(reader.TryReadLong(out _));
        Assert.Equal(expected, reader.Error);
        Assert.Equal(0, reader.ErrorPosition);
    }

    [Theory]
    [InlineData("80 80 80 80 10")]
    [InlineData("80 80 80 80 80 00")]
    public void An_int_that_does_not_fit_32_bits_is_an_error(string hex)
    {
        var reader = new AvroReader(Hex.ToBytes(hex));

        Assert.False(reader.TryReadInt(out _));
        Assert.Equal(AvroDataError.NumberTooLong, reader.Error);
    }

    [Fact]
    public void A_string_is_its_length_and_its_UTF8()
    {
        var reader = new AvroReader(Hex.ToBytes("06 66 6F 6F"));

        Assert.True(reader.TryReadString(out var utf8));
        Assert.Equal("foo"u8, utf8);
    }

    [Theory]
    [InlineData("06 66 6F", AvroDataError.LengthBeyondData)]
    [InlineData("FE FF FF FF FF FF FF FF FF 01", AvroDataError.LengthBeyondData)]
    [InlineData("01 66", AvroDataError.NegativeLength)]
    [InlineData("02 FF", AvroDataError.InvalidUtf8)]
    [InlineData("04 C3 28", AvroDataError.InvalidUtf8)]
    public void A_bad_string_is_an_error(string hex, AvroDataError expected)
    {
        var reader = new AvroReader(Hex.ToBytes(hex));

        Assert.False(reader.TryReadString(out _));
        Assert.Equal(expected, reader.Error);
    }

    [Fact]
    public void Floats_and_doubles_are_little_endian()
    {
        var reader = new AvroReader(Hex.ToBytes("00 00 C0 3F  00 00 00 00 00 00 F8 3F"));

        Assert.True(reader.TryReadFloat(out var single));
        Assert.True(reader.TryReadDouble(out var real));
        Assert.Equal(1.5f, single);
        Assert.Equal(1.5, real);
    }

    [Fact]
    public void A_boolean_is_one_byte_of_0_or_1()
    {
        var reader = new AvroReader([0, 1, 2]);

        Assert.True(reader.TryReadBoolean(out var first));
        Assert.True(reader.TryReadBoolean(out var second));
        Assert.False(first);
        Assert.True(second);
        Assert.False(reader.TryReadBoolean(out _));
        Assert.Equal(AvroDataError.InvalidBoolean, reader.Error);
    }

    [Theory]
    [InlineData("04", 2, null)]
    [InlineData("03 04", 2, 4)]
    [InlineData("00", 0, null)]
    public void A_block_tells_its_count_and_perhaps_its_size(string hex, long count, int? end)
    {
        var reader = new AvroReader([.. Hex.ToBytes(hex), 1, 2]);

        Assert.True(reader.TryReadBlock(out var block));
        Assert.Equal(new AvroBlock(count, end), block);
    }

    [Theory]
    [InlineData("03 08", AvroDataError.LengthBeyondData)]
    [InlineData("03 01", AvroDataError.NegativeLength)]
    [InlineData("FF FF FF FF FF FF FF FF FF 01 00", AvroDataError.NegativeLength)]
    public void A_block_with_an_impossible_size_or_count_is_an_error(string hex, AvroDataError expected)
    {
        var reader = new AvroReader(Hex.ToBytes(hex));

        Assert.False(reader.TryReadBlock(out _));
        Assert.Equal(expected, reader.Error);
    }

    [Fact]
    public void A_block_that_ends_elsewhere_than_its_size_says_is_an_error()
    {
        var reader = new AvroReader(Hex.ToBytes("01 04 02 02"));

        Assert.True(reader.TryReadBlock(out var block));
        Assert.True(reader.TryReadLong(out _));
        Assert.False(reader.TryEndBlock(block));
        Assert.Equal(AvroDataError.BlockSizeMismatch, reader.Error);
    }
}
