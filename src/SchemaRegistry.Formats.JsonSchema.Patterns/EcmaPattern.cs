namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>
/// A regular expression of ECMA-262, spelled for .NET. <paramref name="NeedsBacktracking"/>: it has a look-around, a
/// back reference or a word boundary of ASCII, which the engine that runs in linear time does not know, or properties
/// or very many classes, which take it seconds to prepare.
/// </summary>
public sealed record EcmaPattern(string Text, bool NeedsBacktracking)
{
    /// <summary>The expression, or null with the reason why it is none.</summary>
    public static EcmaPattern? Translate(string pattern, out string? reason)
    {
        if (pattern.Length > PatternLimits.MaxLength)
        {
            reason = $"it is longer than {PatternLimits.MaxLength} characters";
            return null;
        }

        try
        {
            var translated = new EcmaTranslator(pattern).Translate();
            reason = null;
            return translated;
        }
        catch (EcmaSyntaxException e)
        {
            reason = $"{e.Message} (character {e.Position + 1})";
            return null;
        }
    }
}
