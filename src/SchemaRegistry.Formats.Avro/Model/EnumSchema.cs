namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>An enumeration; a value is the index of its symbol, from 0.</summary>
public sealed class EnumSchema(NamedHead head, IReadOnlyList<string> symbols, string? defaultSymbol)
    : NamedSchema(AvroKind.Enum, head)
{
    private readonly Dictionary<string, int> _indexBySymbol =
        symbols.Index().ToDictionary(symbol => symbol.Item, symbol => symbol.Index);

    /// <summary>In the order of the text, unique, perhaps none.</summary>
    public IReadOnlyList<string> Symbols { get; } = symbols;

    /// <summary>
    /// What a reader takes for a symbol that it does not know; one of <see cref="Symbols"/>, or null.
    /// </summary>
    public string? Default { get; } = defaultSymbol;

    /// <summary>The index of a symbol, or null.</summary>
    public int? IndexOf(string symbol) => _indexBySymbol.TryGetValue(symbol, out var index) ? index : null;
}
