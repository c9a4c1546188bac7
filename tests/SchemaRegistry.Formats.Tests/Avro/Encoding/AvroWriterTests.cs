using System.Buffers;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

public sealed class AvroWriterTests
{
    [Fact]
    public void The_specification_examples_are_written_byte_for_byte()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(output);

        writer.WriteLong(27);
        writer.WriteString("foo");
        writer.WriteInt(-64);
        writer.WriteLong(64);
        writer.WriteBoolean(true);
        writer.WriteFloat(1.5f);
        writer.WriteDouble(1.5);
        writer.WriteBytes([1, 2]);
        writer.WriteFixed([3, 4]);
        writer.WriteIndex(1);
        writer.WriteBlock(0);
        writer.Flush();

        var expected = Hex.Normalize("36 06666F6F 7F 8001 01 0000C03F 000000000000F83F 04 0102 0304 02 00");
        Assert.Equal(expected, Hex.Of(output));
    }

    [Fact]
    public void What_is_larger_than_the_outputs_memory_is_written_whole()
    {
        var output = new ArrayBufferWriter<byte>(16);
        var writer = new AvroWriter(output);

        for (var count = 0; count < 1000; count++)
            writer.WriteString("äöü");
        writer.Flush();

        Assert.Equal(7000, output.WrittenCount);
        Assert.Equal(Hex.Normalize("0C C3A4 C3B6 C3BC"), Hex.Of(output.WrittenSpan[^7..]));
    }
}
