namespace SchemaRegistry.Formats.JsonSchema;

/// <summary>
/// The bounds of this project. A schema or datum beyond one of them is refused with the bound's name.
/// </summary>
public static class JsonSchemaLimits
{
    /// <summary>
    /// Levels of JSON nesting in a schema text, the limit of the JSON library that other registries read with.
    /// </summary>
    public const int MaxDepth = 1000;

    /// <summary>
    /// Problems that one parse reports; what follows is left out, so that a broken megabyte answers in kilobytes.
    /// </summary>
    public const int MaxProblems = 50;

    /// <summary>
    /// Pairs of schemas that one comparison looks at: 600 alternatives against 600. A pair takes about 200 bytes while
    /// the comparison runs.
    /// </summary>
    public const int MaxComparedPairs = 400_000;

    /// <summary>Incompatibilities that a comparison reports; the verdict does not depend on it.</summary>
    public const int MaxFindings = 1000;

    /// <summary>Characters of all paths that a comparison reports: paths are as long as schemas are deep.</summary>
    public const int MaxFindingCharacters = 1_000_000;

    /// <summary>
    /// Pairs of shared definitions that are reported again at further uses; past it each is reported once.
    /// </summary>
    public const int MaxRepeatedPairs = 10_000;

    /// <summary>
    /// Characters of a number that is compared exactly; longer ones are equal only if they are spelled alike.
    /// </summary>
    public const int MaxExactDigits = 1000;

    /// <summary>
    /// Bytes of one datum. Reading takes up to eight times as much in memory; messages are far smaller.
    /// </summary>
    public const int MaxDataBytes = 128 * 1024 * 1024;

    /// <summary>Levels of nesting in a datum unless a validator is told otherwise.</summary>
    public const int DefaultDataDepth = 128;

    /// <summary>Errors of one validation unless a validator is told otherwise.</summary>
    public const int DefaultErrors = 50;

    /// <summary>
    /// Schemas that may stand inside each other's evaluation: each level of a datum takes one, and one more for each
    /// <c>$ref</c>, <c>allOf</c> and the like.
    /// </summary>
    public const int MaxEvaluationDepth = 4000;

    /// <summary>Looks at a value that one validation may take in any case, about 0.2 s.</summary>
    public const long MaxValidationWork = 10_000_000;

    /// <summary>The same for each byte of the datum.</summary>
    public const int ValidationWorkPerByte = 100;

    /// <summary>Items up to which <c>uniqueItems</c> compares all pairs instead of sorting hashes.</summary>
    public const int MaxPairwiseItems = 12;

    /// <summary>Bytes of working memory that a thread keeps for its next validation.</summary>
    public const int MaxKeptScratchBytes = 1024 * 1024;
}
