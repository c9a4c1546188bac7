namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// How much is done to explain one verdict. Where a bound is met there are no more suggestions and witnesses; rules and
/// places are told all the same.
/// </summary>
public static class ExplanationLimits
{
    /// <summary>Findings that are given suggestions and witnesses.</summary>
    public const int MaxFindings = 24;

    /// <summary>Proposals that are tried for one finding.</summary>
    public const int MaxEdits = 3;

    /// <summary>Characters of a schema of which edits are proposed.</summary>
    public const int MaxEditedCharacters = 1024 * 1024;

    /// <summary>
    /// Characters of all schemas that are read for suggestions and witnesses together, each as often as it is read:
    /// some seconds of work.
    /// </summary>
    public const long MaxCharacters = 8 * 1024 * 1024;

    /// <summary>Steps of all comparisons for suggestions and witnesses together, about two seconds.</summary>
    public const long MaxSteps = 10_000_000;

    /// <summary>Other versions that an edited schema is held to; of a schema with more, nothing is suggested.</summary>
    public const int MaxOtherVersions = 100;
}
