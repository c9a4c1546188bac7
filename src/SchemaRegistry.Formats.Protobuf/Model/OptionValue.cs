using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>The value of an option, or of a field inside an aggregate.</summary>
public abstract record OptionValue : ProtoElement;

/// <summary>
/// A word: <c>true</c>, an enum value, <c>inf</c>, <c>nan</c>; with a minus sign only before the last two.
/// </summary>
public sealed record WordValue(string Word, bool IsNegative = false) : OptionValue;

/// <summary>
/// An integer that fits 64 bits: sign and magnitude, since both 2^64−1 and −2^63 are legal. A negative magnitude is at
/// most 2^63.
/// </summary>
/// <param name="Magnitude">The value of octal, hexadecimal and decimal spellings alike.</param>
/// <param name="IsNegative">Whether a minus sign stands before it, also before 0.</param>
/// <param name="Spelling">The number as written, without its sign.</param>
public sealed record IntegerValue(ulong Magnitude, bool IsNegative, string Spelling) : OptionValue;

/// <summary>
/// A number with a fraction or exponent, or an integer too large for <see cref="IntegerValue"/>; its sign is in it.
/// </summary>
/// <param name="Number">The nearest double, infinite when the spelling is beyond its range.</param>
/// <param name="Spelling">The number as written, without its sign.</param>
public sealed record FloatValue(double Number, string Spelling) : OptionValue;

/// <summary>
/// A string, after adjacent literals are joined and escapes taken away. Escapes make any bytes, hence no text.
/// </summary>
public sealed record StringValue(ReadOnlyMemory<byte> Bytes) : OptionValue
{
    /// <summary>The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    public bool Equals(StringValue? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}

/// <summary>A message in text format, in braces or angle brackets; fields in the order of the text.</summary>
public sealed record AggregateValue(IReadOnlyList<AggregateField> Fields) : OptionValue;

/// <summary>Values in brackets; only inside aggregates.</summary>
public sealed record ListValue(IReadOnlyList<OptionValue> Items) : OptionValue;

/// <summary>One field of an aggregate.</summary>
public sealed record AggregateField(AggregateFieldName Name, OptionValue Value) : ProtoElement;

/// <summary>
/// The name of a field in an aggregate. <paramref name="Text"/> is a word, or for the kinds in brackets a full name;
/// <paramref name="UrlPrefix"/> is what stands before the last slash of an Any's type URL, else null.
/// </summary>
public sealed record AggregateFieldName(AggregateNameKind Kind, string Text, string? UrlPrefix = null) : ProtoElement
{
    public override string ToString() => Kind switch
    {
        AggregateNameKind.Extension => $"[{Text}]",
        AggregateNameKind.Any => $"[{UrlPrefix}/{Text}]",
        _ => Text,
    };
}

/// <summary>How a field of an aggregate is named.</summary>
public enum AggregateNameKind
{
    /// <summary><c>name</c></summary>
    Plain,

    /// <summary><c>[pkg.extension]</c></summary>
    Extension,

    /// <summary><c>[type.googleapis.com/pkg.Message]</c></summary>
    Any,
}
