using SchemaRegistry.Formats.Avro.Canonical;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// Writes a type of one schema into the text of the other: types whose names are defined there are written by name, the
/// others in full.
/// </summary>
internal static class TypeText
{
    private const int MaxShown = 80;

    /// <param name="type">A type of the other schema.</param>
    /// <param name="target">Of the schema that is edited.</param>
    /// <param name="enclosing">The namespace at the place that gets the type.</param>
    /// <param name="replaced">What is overwritten by it: definitions in there are no more.</param>
    /// <returns>Compact JSON, or null when it would nest too deep.</returns>
    public static string? Write(AvroSchema type, SideSource target, string? enclosing, JsonSpan? replaced)
    {
        var known = NamedTypes(type)
            .Where(named => target.DefinitionOf(named) is { } place && !IsInside(place, replaced))
            .ToHashSet<NamedSchema>(ReferenceEqualityComparer.Instance);
        try
        {
            return AvroPrinter.PrintInside(enclosing, type, known);
        }
        catch (SchemaTooDeepException)
        {
            return null;
        }
    }

    /// <summary>The namespace in which the type of a pair is written: that of the record around it.</summary>
    public static string? NamespaceAt(ComparedPair pair, PairSide side)
    {
        for (var outer = pair.Outer; outer is not null; outer = outer.Outer)
        {
            if (outer.TypeOf(side) is RecordSchema record)
                return record.Name.Namespace;
        }

        return null;
    }

    /// <summary>A type in a sentence.</summary>
    public static string Name(AvroSchema type) => type switch
    {
        UnionSchema union => Cut($"[{string.Join(", ", union.Branches.Select(branch => branch.BranchName))}]"),
        _ => type.BranchName,
    };

    private static string Cut(string text) => text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown - 1)}…";

    private static bool IsInside(SourcePlace place, JsonSpan? span) =>
        span is { } replaced
        && place.Text.Reference is null
        && place.Json.Position >= replaced.Start
        && place.Json.Position < replaced.End;

    private static List<NamedSchema> NamedTypes(AvroSchema type)
    {
        var found = new List<NamedSchema>();
        var seen = new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance);
        var open = new Stack<AvroSchema>([type]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (next is NamedSchema named)
                found.Add(named);
            foreach (var part in TypeParts.Of(next))
                open.Push(part);
        }

        return found;
    }
}
