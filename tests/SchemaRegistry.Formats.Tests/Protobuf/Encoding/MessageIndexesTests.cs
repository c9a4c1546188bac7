using System.Buffers;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>The expected bytes are those of the published wire format: a zigzag count and zigzag indexes.</summary>
public sealed class MessageIndexesTests
{
    [Theory]
    [InlineData(new[] { 0 }, "00")]
    [InlineData(new int[0], "00")]
    [InlineData(new[] { 1 }, "0202")]
    [InlineData(new[] { 64 }, "028001")]
    [InlineData(new[] { 0, 0 }, "040000")]
    [InlineData(new[] { 2, 1, 0 }, "06040200")]
    [InlineData(new[] { 1, 2, 3 }, "06020406")]
    public void A_path_is_written_as_the_wire_format_has_it(int[] path, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        MessageIndexes.Write(path, output);

        Assert.Equal(expected, Convert.ToHexString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("00", new[] { 0 }, 1)]
    [InlineData("0200", new[] { 0 }, 2)]
    [InlineData("00FFFF", new[] { 0 }, 1)]
    [InlineData("040000AA", new[] { 0, 0 }, 3)]
    [InlineData("06020406", new[] { 1, 2, 3 }, 4)]
    [InlineData("02FEFFFFFF0F", new[] { int.MaxValue }, 6)]
    public void A_path_is_read_in_both_forms_and_nothing_behind_it(string hex, int[] expected, int size)
    {
        var indexes = new int[ProtobufDataLimits.MaxIndexCount];

        var problem = MessageIndexes.Read(Convert.FromHexString(hex), indexes, out var count, out var consumed);

        Assert.Null(problem);
        Assert.Equal(expected, indexes[..count]);
        Assert.Equal(size, consumed);
    }

    [Theory]
    [InlineData("", "ends", 0L)]
    [InlineData("01", "Was it written without message indexes?", 0L)]
    [InlineData("0A0568656C6C6F", "Was the data written without message indexes?", 1L)]
    [InlineData("44", "says that 34 message indexes follow", 0L)]
    [InlineData("0402", "ends", 2L)]
    [InlineData("0280", "ends", 1L)]
    [InlineData("02FFFFFFFFFF01", "too long", 1L)]
    [InlineData("02FFFFFFFF7F", "too long", 1L)]
    public void What_is_no_path_is_reported(string hex, string message, long offset)
    {
        var indexes = new int[ProtobufDataLimits.MaxIndexCount];

        var problem = MessageIndexes.Read(Convert.FromHexString(hex), indexes, out _, out _);

        Assert.Contains(message, problem?.Message, StringComparison.Ordinal);
        Assert.Equal(offset, problem?.Offset);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_not_written()
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Throws<ArgumentException>(() => MessageIndexes.Write([0, -1], output));
        Assert.Throws<ArgumentException>(() => MessageIndexes.Write(new int[34], output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Theory]
    [InlineData("encoding_scalars.proto", new[] { 2 }, "encoding.samples.Lists")]
    [InlineData("encoding_legacy.proto", new[] { 0, 0, 0 }, "encoding.samples.Legacy.Section.Part")]
    [InlineData("encoding_legacy.proto", new[] { 0, 2 }, "encoding.samples.Legacy.StageByNameEntry")]
    [InlineData("encoding_legacy.proto", new[] { 0, 3 }, "encoding.samples.Legacy.ChosenGroup")]
    public void A_path_leads_to_the_type_in_descriptor_order(string file, int[] path, string expected)
    {
        var found = SampleTypes.All.FindByIndexes(file, path, MapEntryCounting.Count);

        Assert.Equal(expected, found?.FullName);
        Assert.Equal(path, found?.Indexes);
        Assert.Equal(file, found?.FileName);
    }

    [Fact]
    public void Map_entries_can_be_left_out_of_the_count()
    {
        var group = SampleTypes.Find("Legacy.ChosenGroup");

        Assert.Equal([0, 2], group.GetIndexesWithoutMapEntries());
        Assert.Same(group, SampleTypes.All.FindByIndexes("encoding_legacy.proto", [0, 2], MapEntryCounting.Skip));
    }

    [Fact]
    public void The_path_before_the_data_names_a_type_of_the_main_file()
    {
        var problem = SampleTypes.All.ReadMessageType([0x02, 0x02, 0x08, 0x01], out var type, out var consumed);

        Assert.Null(problem);
        Assert.Equal("encoding_well_known.proto", SampleTypes.All.MainFile);
        Assert.Equal("encoding.samples.ManyWellKnown", type?.FullName);
        Assert.Equal(2, consumed);
    }

    [Theory]
    [InlineData("020E", "lead to no message of the schema's file encoding_well_known.proto")]
    [InlineData("040000", "[0, 0]")]
    [InlineData("80", "ends")]
    public void A_path_to_no_type_is_reported(string hex, string message)
    {
        var problem = SampleTypes.All.ReadMessageType(Convert.FromHexString(hex), out var type, out _);

        Assert.Contains(message, problem?.Message, StringComparison.Ordinal);
        Assert.Null(type);
    }
}
