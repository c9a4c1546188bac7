using System.Buffers;
using Google.Protobuf.Reflection;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Rows as messages of one type: the path of the type, then the message.</summary>
internal sealed class ProtobufRowEncoder(FileDescriptorProto file, ProtobufMessageType type) : IRowEncoder
{
    private readonly ProtobufJsonEncoder _encoder = new(type);
    private readonly int[] _indexes = [.. type.Indexes];

    public Func<string, CsvColumn> Columns { get; } = ProtobufColumns.Of(file, type.Indexes);

    public string? Encode(ReadOnlySpan<byte> row, IBufferWriter<byte> output)
    {
        MessageIndexes.Write(_indexes, output);
        return _encoder.Encode(row, output)?.ToString();
    }
}
