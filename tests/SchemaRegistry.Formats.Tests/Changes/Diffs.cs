using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.Changes;

/// <summary>Compares two schemas and shows what was found, a change on a line.</summary>
internal static class Diffs
{
    public static SchemaDiff Compare(ParsedSchema old, ParsedSchema updated) =>
        SchemaDiff.Compare(Languages.Of(old.Type).Rules, old, updated, ComparisonOptions.Default);

    /// <summary>
    /// <c>KIND oldPath|newPath old→new</c>, then the rules behind <c>B:</c> and <c>F:</c>; <c>-</c> is a side that is
    /// not there, <c>∅</c> a value.
    /// </summary>
    public static IEnumerable<string> Show(SchemaDiff diff) => diff.Changes.Select(change =>
        $"{change.Kind} {Paths(change)} {change.Old?.Value ?? "∅"}→{change.New?.Value ?? "∅"}"
        + (change.BreaksBackward is { } backward ? $" B:{backward}" : "")
        + (change.BreaksForward is { } forward ? $" F:{forward}" : ""));

    private static string Paths(SchemaChange change) =>
        change.Old?.Path == change.New?.Path
            ? change.Old!.Path
            : $"{change.Old?.Path ?? "-"}|{change.New?.Path ?? "-"}";
}
