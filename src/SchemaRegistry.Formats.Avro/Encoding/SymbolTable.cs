using System.Text.Unicode;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>The symbols of an enum as UTF-8, and their indexes by it.</summary>
internal sealed class SymbolTable
{
    private const int MaxSymbolOnStack = 256;

    private readonly Dictionary<string, int> _indexBySymbol;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexBySpan;

    public SymbolTable(EnumSchema schema)
    {
        Utf8Symbols = [.. schema.Symbols.Select(System.Text.Encoding.UTF8.GetBytes)];
        _indexBySymbol = schema.Symbols.Index().ToDictionary(symbol => symbol.Item, symbol => symbol.Index);
        _indexBySpan = _indexBySymbol.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public byte[][] Utf8Symbols { get; }

    /// <summary>The index of a symbol, or −1.</summary>
    public int Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxSymbolOnStack)
            return _indexBySymbol.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(utf8), -1);
        Span<char> symbol = stackalloc char[MaxSymbolOnStack];
        _ = Utf8.ToUtf16(utf8, symbol, out _, out var length);
        return _indexBySpan.TryGetValue(symbol[..length], out var index) ? index : -1;
    }
}
