using System.Buffers;
using System.Text;
using System.Text.Json;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Cli.Payloads;
using SchemaRegistry.Client.Framing;

namespace SchemaRegistry.Cli.Produce;

/// <summary>Makes payloads of rows: the schema's id, then the body.</summary>
internal sealed class PayloadEncoder(IRowEncoder rows, int id, string? keyMember)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The id that payloads have.</summary>
    public int Id => id;

    /// <summary>What a CSV column holds, by its name.</summary>
    public Func<string, CsvColumn> Columns => rows.Columns;

    /// <summary>The payload, or null with the reason.</summary>
    public byte[]? Encode(ReadOnlySpan<byte> row, out string? problem)
    {
        _buffer.ResetWrittenCount();
        WireFormat.WriteId(_buffer.GetSpan(WireFormat.IdFrameSize), id);
        _buffer.Advance(WireFormat.IdFrameSize);
        problem = rows.Encode(row, _buffer);
        return problem is null ? _buffer.WrittenSpan.ToArray() : null;
    }

    /// <summary>The key as text in UTF-8, or null when none was asked for or the row has none.</summary>
    public byte[]? KeyOf(ReadOnlyMemory<byte> row)
    {
        if (keyMember is null)
            return null;
        using var document = JsonDocument.Parse(row, new JsonDocumentOptions { MaxDepth = CliLimits.MaxRowDepth });
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty(keyMember, out var key)
            || key.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return Encoding.UTF8.GetBytes(key.ValueKind == JsonValueKind.String ? key.GetString()! : key.GetRawText());
    }
}
