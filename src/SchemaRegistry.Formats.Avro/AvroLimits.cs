namespace SchemaRegistry.Formats.Avro;

/// <summary>The bounds of this project. A schema beyond one of them is refused with the bound's name.</summary>
public static class AvroLimits
{
    /// <summary>
    /// Levels of JSON nesting in a schema text, the limit of the JSON library that other Avro registries read with. A record
    /// inside a record takes three. Recursion over a text of this depth uses less than a quarter of a 1.5 MB stack.
    /// </summary>
    public const int MaxDepth = 1000;

    /// <summary>Problems that one parse reports; what follows is left out, so that a broken megabyte answers in kilobytes.</summary>
    public const int MaxProblems = 50;

    /// <summary>Pairs of types that one comparison looks at: far beyond any real pair of schemas, and done in about a second.</summary>
    public const int MaxComparedPairs = 2_000_000;

    /// <summary>Incompatibilities that a comparison reports; the verdict does not depend on it.</summary>
    public const int MaxFindings = 1000;

    /// <summary>Nested record defaults that are followed when a default value is checked.</summary>
    public const int MaxDefaultDepth = 200;
}
