namespace SchemaRegistry.Formats.Compatibility;

/// <summary>How much is done to explain one verdict.</summary>
public static class ExplanationLimits
{
    /// <summary>Findings that are given suggestions and witnesses; the others are told with their places.</summary>
    public const int MaxFindings = 24;

    /// <summary>Proposals that are tried for one finding.</summary>
    public const int MaxEdits = 3;

    /// <summary>Characters of all edited schemas that are read and compared.</summary>
    public const int MaxEditedCharacters = 4 * 1024 * 1024;

    /// <summary>Steps of one comparison of an edited schema; past it no more proposals are tried.</summary>
    public const long MaxEditSteps = 1_000_000;

    /// <summary>Other versions that an edited schema has to go with, the nearest ones.</summary>
    public const int MaxOtherVersions = 20;
}
