using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Wire;

public sealed class WireWriterTests
{
    [Fact]
    public void The_frame_begins_with_the_length_of_all_that_follows_blobs_included()
    {
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        writer.WriteInt16(1);
        writer.WriteRecords(new byte[] { 7, 8, 9 }, LengthForm.Fixed);
        writer.WriteInt8(-1);

        frame.Seal();

        Assert.Equal("0000000A000100000003070809FF", Convert.ToHexString(WireBytes.Of(frame)));
    }

    [Fact]
    public void A_tag_gets_a_size_of_as_many_bytes_as_it_needs()
    {
        using var frame = new FrameBuffer();
        var writer = new WireWriter(frame);
        var tag = writer.BeginTag(3);
        for (var index = 0; index < 200; index++)
            writer.WriteInt8(1);

        writer.EndTag(tag);

        // Behind the frame's length: tag 3, size 200 as a varint of two bytes, the first byte of the value.
        Assert.Equal("03C80101", Convert.ToHexString(WireBytes.Of(frame)[4..8]));
        Assert.Equal(4 + 3 + 200, frame.Length);
    }

    [Fact]
    public void Null_where_a_version_has_none_is_our_own_mistake()
    {
        using var frame = new FrameBuffer();

        Assert.Throws<InvalidOperationException>(() => new WireWriter(frame).WriteString(null, LengthForm.Fixed));
    }

    [Fact]
    public void A_frame_that_was_disposed_can_be_begun_anew()
    {
        var frame = new FrameBuffer();
        new WireWriter(frame).WriteRecords(new byte[] { 1, 2 }, LengthForm.Fixed);
        frame.Dispose();

        frame.Begin();
        new WireWriter(frame).WriteInt8(7);

        Assert.Equal("0000000107", Convert.ToHexString(WireBytes.Of(frame.Seal())));
        frame.Dispose();
    }
}
