using System.Globalization;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// What to do about the names, sizes and symbols of named types. They are edited where they are defined.
/// </summary>
internal sealed class NamedTypeEdits(EditedSide side)
{
    public IEnumerable<EditDraft?> ForName(ComparedPair pair)
    {
        if (side.DefinitionOf(pair) is not { } definition)
            return [];
        var (reader, writer) = ((NamedSchema)pair.Reader, (NamedSchema)pair.Writer);
        return side.Side == PairSide.Reader
            ? [GiveAlias(reader, writer, definition), Rename(reader, writer, definition)]
            : [Rename(writer, reader, definition)];
    }

    public IEnumerable<EditDraft?> ForSize(ComparedPair pair)
    {
        var (own, other) = side.Side == PairSide.Reader
            ? ((FixedSchema)pair.Reader, (FixedSchema)pair.Writer)
            : ((FixedSchema)pair.Writer, (FixedSchema)pair.Reader);
        var size = other.Size.ToString(CultureInfo.InvariantCulture);
        return side.DefinitionOf(pair)?.Member("size") is { } place
            ? [new EditDraft($"Keep the size {size} of the fixed '{own.Name.Full}'.", side.Editor.Replace(place, size))]
            : [];
    }

    public IEnumerable<EditDraft?> ForSymbols(AvroMismatch mismatch)
    {
        var (reader, writer) = ((EnumSchema)mismatch.Pair.Reader, (EnumSchema)mismatch.Pair.Writer);
        var missing = mismatch.MissingSymbols();
        if (side.DefinitionOf(mismatch.Pair) is not { } definition || definition.Member("symbols") is not { } symbols)
            return [];
        return side.Side == PairSide.Reader
            ? [KeepSymbols(reader, missing, symbols), GiveDefault(reader, definition)]
            : [LeaveSymbolsOut(reader, writer, missing, definition)];
    }

    private EditDraft GiveAlias(NamedSchema reader, NamedSchema writer, SourcePlace definition)
    {
        var alias = $"\"{AliasOf(writer.Name, reader.Name.Namespace)}\"";
        return new EditDraft(
            $"Give the {Kind(reader)} '{reader.Name.Full}' the alias {alias}.",
            definition.Member("aliases") is { } aliases
                ? side.Editor.AddItem(aliases, alias)
                : side.Editor.AddMember(definition, "aliases", $"[{alias}]"));
    }

    /// <summary>
    /// An alias without a dot lies in the namespace of its type; one that begins with a dot lies in none.
    /// </summary>
    private static string AliasOf(AvroName name, string? enclosing) =>
        name.Namespace == enclosing ? name.Simple : name.Namespace is null ? $".{name.Simple}" : name.Full;

    private EditDraft? Rename(NamedSchema own, NamedSchema other, SourcePlace definition)
    {
        if (definition.Member("name") is not { } name)
            return null;
        var places = NameUses.Find(side.Source, own.Name).Prepend(name);
        return EditDraft.Join(
        [
            new EditDraft(
                $"Keep the name '{other.Name.Simple}' for the {Kind(own)} that is called '{own.Name.Full}' now.",
                [.. places.Select(place => Rename(place, other.Name.Simple))]),
        ]);
    }

    private TextChange Rename(SourcePlace place, string simple)
    {
        var written = place.Json.Text;
        return side.Editor.Replace(place, $"\"{written[..(written.LastIndexOf('.') + 1)]}{simple}\"");
    }

    private EditDraft KeepSymbols(EnumSchema reader, IReadOnlyList<string> missing, SourcePlace symbols) =>
        new(
            $"Keep {List(missing)} in the enum '{reader.Name.Full}'.",
            side.Editor.AddItems(symbols, [.. missing.Select(symbol => $"\"{symbol}\"")]));

    private EditDraft? GiveDefault(EnumSchema reader, SourcePlace definition) =>
        reader.Symbols.Count == 0
            ? null
            : new EditDraft(
                $"Give the enum '{reader.Name.Full}' a default, such as \"{reader.Symbols[0]}\", "
                    + "which stands for every symbol that a reader does not know.",
                side.Editor.AddMember(definition, "default", $"\"{reader.Symbols[0]}\""));

    private EditDraft LeaveSymbolsOut(
        EnumSchema reader, EnumSchema writer, IReadOnlyList<string> missing, SourcePlace definition)
    {
        var symbols = definition.Member("symbols")!;
        var changes = new List<TextChange>();
        if (missing.Count == writer.Symbols.Count)
            changes.Add(side.Editor.Replace(symbols, $"[{string.Join(',', reader.Symbols.Select(one => $"\"{one}\""))}]"));
        else
            changes.AddRange(side.Editor.RemoveItems(symbols, IndexesOf(missing, writer)));
        if (definition.Member("default") is { } chosen && missing.Contains(chosen.Json.Text))
            changes.AddRange(side.Editor.RemoveMember(definition, chosen));
        return new EditDraft($"Leave {List(missing)} out of the enum '{writer.Name.Full}'.", changes);
    }

    private static HashSet<int> IndexesOf(IEnumerable<string> symbols, EnumSchema type) =>
        [.. symbols.Select(symbol => type.IndexOf(symbol)!.Value)];

    private static string List(IReadOnlyList<string> symbols) =>
        symbols.Count == 1
            ? $"the symbol '{symbols[0]}'"
            : $"the symbols {string.Join(", ", symbols.Take(10).Select(symbol => $"'{symbol}'"))}"
                + (symbols.Count > 10 ? " …" : "");

    private static string Kind(NamedSchema type) => type.Kind.ToName();
}
