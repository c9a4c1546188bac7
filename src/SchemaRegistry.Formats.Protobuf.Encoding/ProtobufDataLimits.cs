namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>The bounds of data; those of schemas are where schemas are read.</summary>
public static class ProtobufDataLimits
{
    /// <summary>
    /// Messages inside a message, map entries and the values of a Struct included, where the options say no other:
    /// what Google's parsers accept, so that what is encoded here can be read there.
    /// </summary>
    public const int DefaultMaxDepth = 100;

    /// <summary>
    /// The deepest that options may ask for. Recursion of this depth fits into a stack of
    /// 1 MiB; it is checked against the stack at hand, too.
    /// </summary>
    public const int LargestMaxDepth = 1000;

    /// <summary>
    /// Bytes of one message, read or written: the default limit of Google's parsers in several languages. Reading one
    /// takes up to about ten times as much memory, when it is full of distinct map keys.
    /// </summary>
    public const int MaxBinaryBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Bytes of one JSON text, read or printed. The size of the data is no bound for what is printed: a packed enum
    /// takes a byte for a name of any length.
    /// </summary>
    public const int MaxJsonBytes = 256 * 1024 * 1024;

    /// <summary>
    /// Bytes of one string or bytes field that is printed as JSON: the JSON writer refuses more than 158 MiB.
    /// </summary>
    public const int MaxJsonTextBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Bytes of JSON that may be read twice because the "@type" of an Any is not its first member: one MiB, and for
    /// each byte of the text as many as this.
    /// </summary>
    public const int AheadBytesPerByte = 8;

    /// <summary>The part of that bound which does not depend on the text's size.</summary>
    public const int MaxAheadBytes = 1024 * 1024;

    /// <summary>Bytes of working memory that an encoder or decoder keeps for the next message.</summary>
    public const int MaxKeptScratchBytes = 1024 * 1024;

    /// <summary>Messages inside each other that a file may declare: protoc refuses the 32nd level.</summary>
    public const int MaxMessageDepth = 31;

    /// <summary>Numbers in a message index path: more than messages can be nested in any file.</summary>
    public const int MaxIndexCount = MaxMessageDepth + 1;
}
