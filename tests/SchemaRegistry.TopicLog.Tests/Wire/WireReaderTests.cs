using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("00", 0u)]
    [InlineData("7F", 127u)]
    [InlineData("8001", 128u)]
    [InlineData("AC02", 300u)]
    [InlineData("FFFFFFFF0F", uint.MaxValue)]
    public void Unsigned_varints_are_base_128_with_the_low_group_first(string hex, uint expected)
    {
        var reader = new WireReader(Convert.FromHexString(hex));

        var value = reader.ReadUnsignedVarint();

        Assert.Equal(expected, value);
        Assert.Equal(0, reader.Left);
    }

    [Theory]
    [InlineData("FFFFFFFF1F")]
    [InlineData("8080808080")]
    public void A_varint_beyond_32_bits_is_refused(string hex)
    {
        var problem = Assert.Throws<WireFormatException>(() =>
            new WireReader(Convert.FromHexString(hex)).ReadUnsignedVarint());

        Assert.Contains("longer than 32 bits", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0003616263", LengthForm.Fixed, "abc")]
    [InlineData("04616263", LengthForm.Compact, "abc")]
    [InlineData("FFFF", LengthForm.Fixed, null)]
    [InlineData("00", LengthForm.Compact, null)]
    [InlineData("0000", LengthForm.Fixed, "")]
    [InlineData("01", LengthForm.Compact, "")]
    public void Strings_have_a_length_in_either_form(string hex, object form, string? expected)
    {
        var value = new WireReader(Convert.FromHexString(hex)).ReadNullableString((LengthForm)form);

        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("00046162", LengthForm.Fixed)]
    [InlineData("FFFE", LengthForm.Fixed)]
    [InlineData("0561", LengthForm.Compact)]
    [InlineData("FFFFFFFF0F", LengthForm.Compact)]
    public void A_length_that_does_not_fit_is_refused(string hex, object form)
    {
        Assert.Throws<WireFormatException>(
            () => new WireReader(Convert.FromHexString(hex)).ReadNullableString((LengthForm)form));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        var problem = Assert.Throws<WireFormatException>(() =>
            new WireReader(new byte[] { 0, 1, 0xFF }).ReadString(LengthForm.Fixed));

        Assert.Equal("The string at byte 2 of the frame is not UTF-8.", problem.Message);
    }

    [Fact]
    public void Records_are_a_slice_of_the_frame()
    {
        byte[] frame = [0, 0, 0, 2, 7, 8];

        var records = new WireReader(frame).ReadRecords(LengthForm.Fixed);
        frame[4] = 9;

        Assert.Equal([9, 8], records.ToArray());
    }

    [Fact]
    public void Unknown_tags_are_skipped_by_their_size()
    {
        // Two tags: number 5 of 2 bytes, number 200 (two bytes) of none; then int8 42.
        var reader = new WireReader(Convert.FromHexString("020502AAAAC801002A"));

        reader.SkipTags();

        Assert.Equal(42, reader.ReadInt8());
    }

    [Fact]
    public void A_tag_that_is_read_beyond_its_size_is_refused()
    {
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new WireReader(Convert.FromHexString("0100010000"));
            reader.ReadTagCount();
            var tag = reader.ReadTag();
            reader.ReadInt16();
            reader.LeaveTag(tag);
        });
    }
}
