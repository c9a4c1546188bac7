namespace SchemaRegistry.Formats;

/// <summary>The bounds that all languages share.</summary>
public static class FormatLimits
{
    /// <summary>
    /// Characters of the paths and tags that one schema reports, counted together. A path is as long as its entity lies
    /// deep, so that without a bound the paths of a text could be far longer than the text; entities past it are left
    /// out.
    /// </summary>
    public const int MaxTagCharacters = 16 * 1024 * 1024;

    /// <summary>
    /// Dots in the name of one JSON property that a path to it is searched with. Names with dots make a path ambiguous,
    /// and each dot costs a look-up.
    /// </summary>
    public const int MaxDotsInName = 32;

    /// <summary>Changes that one comparison tells; an answer with more says that it is not complete.</summary>
    public const int MaxChanges = 1000;

    /// <summary>Characters of all paths of the changes of one comparison.</summary>
    public const int MaxChangeCharacters = 1024 * 1024;

    /// <summary>Characters of a value that a change shows; longer ones are cut.</summary>
    public const int MaxChangeValueLength = 1000;
}
