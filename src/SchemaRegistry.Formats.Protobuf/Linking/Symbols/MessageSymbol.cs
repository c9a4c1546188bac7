using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;
using Visibility = SchemaRegistry.Formats.Protobuf.Model.SymbolVisibility;

namespace SchemaRegistry.Formats.Protobuf.Linking.Symbols;

/// <summary>A message, group or map entry.</summary>
internal sealed class MessageSymbol(
    string fullName, LinkedFile file, TextPlace place, DescriptorProto proto, MessageSymbol? parent)
    : Symbol(fullName, file, place)
{
    private HashSet<string>? _reservedNames;
    private RangeSymbol[]? _sortedExtensionRanges;

    public DescriptorProto Proto { get; } = proto;

    /// <summary>The message around it, or null at the top level.</summary>
    public MessageSymbol? Parent { get; } = parent;

    /// <summary>The word before it.</summary>
    public Visibility Visibility { get; init; }

    /// <summary>For a map entry, the map field that it was made for.</summary>
    public FieldSymbol? MapField { get; set; }

    /// <summary>All fields, also those of oneofs, in the order of the text.</summary>
    public List<FieldSymbol> Fields { get; } = [];

    /// <summary>The first field of each name.</summary>
    public Dictionary<string, FieldSymbol> FieldsByName { get; } = new(StringComparer.Ordinal);

    /// <summary>Oneofs that are written in the text; those of proto3's optional fields are only in the proto.</summary>
    public List<OneofSymbol> Oneofs { get; } = [];

    /// <summary>The ranges for extensions in the order of the text.</summary>
    public List<RangeSymbol> ExtensionRanges { get; } = [];

    public List<RangeSymbol> ReservedRanges { get; } = [];

    public List<ReservedName> ReservedNames { get; } = [];

    /// <summary>
    /// The extensions that stand in this message and have it as their type, by the full names of the message sets that
    /// they extend: in text format the message's name stands for them.
    /// </summary>
    public Dictionary<string, FieldSymbol> SetItems { get; } = new(StringComparer.Ordinal);

    public bool IsMapEntry => Proto.Options is { HasMapEntry: true, MapEntry: true };

    /// <summary>Whether the text says that it is a message set; known before options are interpreted.</summary>
    public bool IsMarkedAsMessageSet { get; init; }

    public bool IsMessageSet => Proto.Options is { HasMessageSetWireFormat: true, MessageSetWireFormat: true };

    /// <summary>Whether the name is reserved; to be asked when all names are there.</summary>
    public bool IsReserved(string name) =>
        (_reservedNames ??= [.. ReservedNames.Select(reserved => reserved.Name)]).Contains(name);

    /// <summary>
    /// The range that holds <paramref name="number"/>, or null; to be asked when all ranges are there.
    /// </summary>
    public RangeSymbol? FindExtensionRange(int number)
    {
        _sortedExtensionRanges ??= [.. ExtensionRanges.OrderBy(range => range.Start)];
        var (low, high) = (0, _sortedExtensionRanges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = _sortedExtensionRanges[middle];
            if (number < range.Start)
                high = middle - 1;
            else if (number >= range.End)
                low = middle + 1;
            else
                return range;
        }

        return null;
    }
}

/// <summary>
/// Numbers of a message from <paramref name="Start"/> up to but not including <paramref name="End"/>. An end beyond
/// every number, as of message sets, is 2^31−1.
/// </summary>
internal sealed record RangeSymbol(int Start, int End, TextPlace Place)
{
    /// <summary>For a range of extensions; null for a reserved range.</summary>
    public DescriptorProto.Types.ExtensionRange? Proto { get; init; }

    /// <summary>The declared extensions by their numbers; made when first needed.</summary>
    public Dictionary<int, ExtensionRangeOptions.Types.Declaration>? Declarations { get; set; }

    /// <summary>The last number of the range, as people write it.</summary>
    public int Last => End - 1;
}
