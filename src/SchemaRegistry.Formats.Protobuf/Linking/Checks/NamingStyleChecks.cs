using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using static Google.Protobuf.Reflection.FeatureSet.Types;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>The style of names that edition 2024 enforces, unless a feature lets an element out.</summary>
internal sealed class NamingStyleChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        if (file.Edition < Model.ProtoEdition.Edition2024)
            return;
        if (file.Element.Package is { } package && IsEnforced(file.Features) && LowerSnake(package.Name) is { } problem)
            problems.Add(package.Place, Message("package", package.Name, problem));
        foreach (var symbol in file.Symbols)
        {
            if (!IsEnforced(symbol.Features))
                continue;
            var (noun, why) = Judge(symbol);
            if (why is not null)
                problems.Add(symbol, Message(noun, symbol.Name, why));
        }
    }

    private static (string Noun, string? Why) Judge(Symbol symbol) => symbol switch
    {
        MessageSymbol => ("message", Title(symbol.Name)),
        EnumSymbol => ("enum", Title(symbol.Name)),
        ServiceSymbol => ("service", Title(symbol.Name)),
        MethodSymbol => ("method", Title(symbol.Name)),
        EnumValueSymbol => ("enum value", UpperSnake(symbol.Name)),
        OneofSymbol => ("oneof", LowerSnake(symbol.Name)),
        _ => ("field", LowerSnake(symbol.Name)),
    };

    private static bool IsEnforced(ResolvedFeatures features) => features.NamingStyle == EnforceNamingStyle.Style2024;

    private static string Message(string noun, string name, string why) =>
        $"The {noun} name \"{name}\" {why} (the feature enforce_naming_style = STYLE_LEGACY turns this rule off)";

    private static string? Title(string name)
    {
        if (!name.All(char.IsAsciiLetterOrDigit))
            return "should be in TitleCase";
        return char.IsAsciiLetterUpper(name[0]) ? null : "should begin with a capital letter";
    }

    private static string? LowerSnake(string name)
    {
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '.'))
            return "should be in lower_snake_case";
        if (!char.IsAsciiLetterLower(name[0]))
            return "should begin with a lower case letter";
        return HasBadUnderscore(name) ? "has an underscore that no letter follows, or at an end" : null;
    }

    private static string? UpperSnake(string name)
    {
        if (!name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            return "should be in UPPER_SNAKE_CASE";
        if (!char.IsAsciiLetterUpper(name[0]))
            return "should begin with an upper case letter";
        return HasBadUnderscore(name) ? "has an underscore that no letter follows, or at an end" : null;
    }

    private static bool HasBadUnderscore(string name)
    {
        if (name[0] == '_' || name[^1] == '_')
            return true;
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i - 1] == '_' && !char.IsAsciiLetter(name[i]))
                return true;
        }

        return false;
    }
}
