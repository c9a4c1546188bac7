using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// One token of a text: <paramref name="Length"/> characters from <paramref name="Start"/> (index into the text),
/// quotes of strings included.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, TextPlace Place);

internal enum TokenKind
{
    End,

    /// <summary>A letter or underscore, then letters, digits and underscores; keywords are identifiers.</summary>
    Identifier,

    /// <summary>Decimal, octal after 0, hexadecimal after 0x; without sign.</summary>
    Integer,

    /// <summary>With a decimal point, an exponent, or both; without sign.</summary>
    Float,

    /// <summary>One literal in double or single quotes, escapes not yet read.</summary>
    String,

    /// <summary>Any other printable ASCII character, alone.</summary>
    Symbol,
}
