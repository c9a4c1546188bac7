namespace SchemaRegistry.Formats.Protobuf;

/// <summary>The bounds of this project. A schema beyond one of them is refused with the bound's name.</summary>
public static class ProtobufLimits
{
    /// <summary>
    /// Characters of one text, or of the base64 of one descriptor: many times the largest files in public use. An
    /// element tree takes about twenty times the memory of its text, forty times at worst.
    /// </summary>
    public const int MaxTextLength = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes of one descriptor that comes instead of a text. An empty message in it takes two bytes, as an object a
    /// hundred times that.
    /// </summary>
    public const int MaxDescriptorBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Characters of a canonical or normalized text. Indentation and full names make it longer than what was read,
    /// without this bound a hundred times.
    /// </summary>
    public const int MaxPrintedLength = 2 * MaxTextLength;

    /// <summary>Words with dots between them in one name: a package, the name of a type.</summary>
    public const int MaxNameParts = 128;

    /// <summary>
    /// Messages and groups inside each other: protoc refuses the 32nd level, and real files are far from it.
    /// </summary>
    public const int MaxMessageDepth = 31;

    /// <summary>
    /// Messages and lists inside the aggregate value of an option: what the readers of descriptors of most languages
    /// accept as nesting of messages.
    /// </summary>
    public const int MaxAggregateDepth = 100;

    /// <summary>
    /// Problems that one parse reports; what follows is left out, so that a broken megabyte answers in kilobytes.
    /// </summary>
    public const int MaxProblems = 50;

    /// <summary>Differences that a comparison notes; the verdict does not depend on it.</summary>
    public const int MaxFindings = 1000;

    /// <summary>
    /// Characters of the paths of all differences that a comparison tells: a name can be as long as a schema, and a
    /// thousand paths can have it.
    /// </summary>
    public const int MaxFindingCharacters = 4 * 1024 * 1024;

    /// <summary>Characters of the text that a message quotes.</summary>
    public const int MaxQuotedLength = 40;

    /// <summary>
    /// Files that one schema imports, directly or not: each of them is a reference that was registered.
    /// </summary>
    public const int MaxFiles = 20_000;

    /// <summary>
    /// Files that all files linked together look through because imports hand them on: a chain of public imports has
    /// half the square of its length of them.
    /// </summary>
    public const int MaxPublicImports = 5_000_000;

    /// <summary>Paths that the message about a circle of imports shows.</summary>
    public const int MaxShownImports = 10;

    /// <summary>Characters of the name of a package, as protoc 35 has it.</summary>
    public const int MaxPackageLength = 511;

    /// <summary>Parts of the name of a package, as protoc 35 has it.</summary>
    public const int MaxPackageDepth = 100;

    /// <summary>
    /// Characters of all full names that are linked together. Full names grow with every level and package, so that
    /// without this bound those of a text could take ten thousand times its memory.
    /// </summary>
    public const int MaxNameCharacters = 64 * 1024 * 1024;
}
