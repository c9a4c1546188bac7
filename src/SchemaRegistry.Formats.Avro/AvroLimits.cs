namespace SchemaRegistry.Formats.Avro;

/// <summary>The bounds of this project. A schema beyond one of them is refused with the bound's name.</summary>
public static class AvroLimits
{
    /// <summary>
    /// Levels of JSON nesting in a schema text, the limit of the JSON library that other Avro registries read with. A
    /// record inside a record takes three. Recursion over a text of this depth uses less than a quarter of a 1.5 MB
    /// stack.
    /// </summary>
    public const int MaxDepth = 1000;

    /// <summary>
    /// Problems that one parse reports; what follows is left out, so that a broken megabyte answers in kilobytes.
    /// </summary>
    public const int MaxProblems = 50;

    /// <summary>
    /// Pairs of types that one search for changes looks at: far beyond any real pair of schemas, and done in about a
    /// second.
    /// </summary>
    public const int MaxComparedPairs = 2_000_000;

    /// <summary>
    /// What a pair of types that a comparison has to remember costs of its budget of steps, beside the look at it: it
    /// takes memory, some 200 bytes. By default a million pairs are remembered, far beyond any real pair of schemas.
    /// </summary>
    public const int StepsPerRememberedPair = 9;

    /// <summary>Incompatibilities that a comparison reports; the verdict does not depend on it.</summary>
    public const int MaxFindings = 1000;

    /// <summary>
    /// Characters of all messages and paths that a comparison reports, each counted as often as it is told: names are
    /// as long as schemas, lists of symbols too, and a thousand findings can have them. The first finding is always
    /// told, so that the verdict does not depend on it.
    /// </summary>
    public const int MaxFindingCharacters = 4 * 1024 * 1024;

    /// <summary>
    /// Characters of a schema, with those of its references, up to which edits are proposed: both schemas are read
    /// several times for each finding.
    /// </summary>
    public const int MaxEditedCharacters = 1024 * 1024;

    /// <summary>Nested record defaults that are followed when a default value is checked.</summary>
    public const int MaxDefaultDepth = 200;

    /// <summary>
    /// Values inside values when data is encoded or decoded: any schema that can be read nests less, recursive data is
    /// cut off here.
    /// </summary>
    public const int MaxDataDepth = 1000;

    /// <summary>Levels of JSON in a datum: each value may stand in an object that names its branch.</summary>
    public const int MaxJsonDepth = (2 * MaxDataDepth) + 1;

    /// <summary>
    /// Values that take no bytes (nulls, empty records, defaults by their size) which a datum may have in any case.
    /// Without a bound a few bytes make an array of 2^62 nulls.
    /// </summary>
    public const int MaxFreeValues = 1_000_000;

    /// <summary>Values without bytes that a datum may have more for each byte of it.</summary>
    public const int FreeValuesPerByte = 100;

    /// <summary>
    /// Bytes of one encoded datum. Defaults make the output grow beyond the input; messages are far smaller.
    /// </summary>
    public const int MaxEncodedBytes = 128 * 1024 * 1024;

    /// <summary>
    /// Bytes of one string, bytes or fixed that is printed as JSON: the JSON writer refuses more than 158 MiB.
    /// </summary>
    public const int MaxJsonTextBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of one default value. Defaults inside defaults can double with each level.</summary>
    public const int MaxDefaultBytes = 1024 * 1024;

    /// <summary>Values of one default value, for the same reason.</summary>
    public const int MaxDefaultValues = 100_000;

    /// <summary>Pairs of types in one plan to decode: beyond any real pair of schemas.</summary>
    public const int MaxPlanSteps = 200_000;

    /// <summary>Bytes of JSON that may be read in vain while branches of unions are tried, in any case.</summary>
    public const int MaxWastedBytes = 1024 * 1024;

    /// <summary>
    /// The same for each byte of JSON: trying every branch of a deep nest of unions would double with each level.
    /// </summary>
    public const int WastedBytesPerByte = 64;

    /// <summary>Bytes of working memory that an encoder keeps for the next value.</summary>
    public const int MaxKeptScratchBytes = 1024 * 1024;
}
