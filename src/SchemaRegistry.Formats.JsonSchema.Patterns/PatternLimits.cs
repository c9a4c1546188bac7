namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>The bounds of regular expressions, which come from schemas.</summary>
public static class PatternLimits
{
    /// <summary>Characters of a regular expression: the longest of published schemas have about 3,000.</summary>
    public const int MaxLength = 10_000;

    /// <summary>
    /// Characters of a regular expression as .NET spells it, where a class of Unicode takes up to ten thousand.
    /// </summary>
    public const int MaxTranslatedLength = 200_000;

    /// <summary>
    /// Classes up to which an expression is given to the engine that runs in linear time: it splits all characters by
    /// all classes, which takes a square of their number.
    /// </summary>
    public const int MaxLinearSets = 200;

    /// <summary>Groups inside groups of a regular expression.</summary>
    public const int MaxDepth = 100;

    /// <summary>
    /// What a quantifier may count to. The automaton of an expression has a state for each repetition.
    /// </summary>
    public const int MaxRepeats = 10_000;

    /// <summary>
    /// Milliseconds that one match may take in the engine that backtracks, and all such matches of one validation:
    /// real expressions take microseconds.
    /// </summary>
    public const int TimeoutMs = 100;
}
