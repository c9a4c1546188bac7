using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using DefaultVisibility =
    Google.Protobuf.Reflection.FeatureSet.Types.VisibilityFeature.Types.DefaultSymbolVisibility;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>Who may use a type: the words <c>export</c> and <c>local</c> of edition 2024, and what holds without
/// them.</summary>
internal static class Visibility
{
    /// <summary>Reports a use of a type of another file that this file may not see.</summary>
    public static void CheckUse(Symbol type, LinkedFile user, TextPlace place, LinkProblems problems)
    {
        if (type.File == user || IsExported(type))
            return;
        var reason = WordOf(type) == SymbolVisibility.Local
            ? "it is marked local"
            : "it is local by the default_symbol_visibility of its file";
        problems.Add(
            place, $"\"{type.FullName}\" of \"{type.File.Path}\" is not visible from \"{user.Path}\": {reason}");
    }

    /// <summary>The rules of <c>default_symbol_visibility = STRICT</c> about types inside messages.</summary>
    public static void CheckFile(LinkedFile file, LinkProblems problems)
    {
        if (file.Features.DefaultVisibility != DefaultVisibility.Strict)
            return;
        foreach (var message in file.Messages)
        {
            if (message is { Parent: not null, Visibility: SymbolVisibility.Export })
                problems.Add(message, Refusal(message, "message"));
        }

        foreach (var element in file.Enums)
        {
            if (element is { Parent: { } parent, Visibility: SymbolVisibility.Export } && !IsNamespace(parent))
                problems.Add(element, Refusal(element, "enum"));
        }
    }

    private static string Refusal(Symbol symbol, string noun) =>
        $"\"{symbol.FullName}\" is a nested {noun} and can not be exported with default_symbol_visibility STRICT; "
        + "move it to the top level";

    private static bool IsExported(Symbol type) => WordOf(type) switch
    {
        SymbolVisibility.Export => true,
        SymbolVisibility.Local => false,
        _ => type.File.Features.DefaultVisibility switch
        {
            DefaultVisibility.ExportAll => true,
            DefaultVisibility.LocalAll => false,
            _ => ParentOf(type) is null,
        },
    };

    /// <summary>
    /// A local message at the top level that only gives its enums a scope: <c>reserved 1 to max;</c>.
    /// </summary>
    private static bool IsNamespace(MessageSymbol message) =>
        message is { Parent: null, Visibility: not SymbolVisibility.Export, ReservedRanges: [{ Start: 1 } range] }
        && range.End == FieldNumbers.Max + 1;

    private static SymbolVisibility WordOf(Symbol type) =>
        type is MessageSymbol message ? message.Visibility : ((EnumSymbol)type).Visibility;

    private static MessageSymbol? ParentOf(Symbol type) =>
        type is MessageSymbol message ? message.Parent : ((EnumSymbol)type).Parent;
}
