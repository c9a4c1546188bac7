using System.Text;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>A number of a schema to compare with; <paramref name="keyword"/> is the one that states it.</summary>
internal sealed class NumberBound(string keyword, string text)
{
    private readonly byte[] _text = Encoding.ASCII.GetBytes(text);
    private readonly long? _small = SmallInteger.TryRead(Encoding.ASCII.GetBytes(text), out var value) ? value : null;

    public string Keyword { get; } = keyword;

    /// <summary>Negative when the number is below the bound, 0 when it is the bound.</summary>
    public int Compare(ReadOnlySpan<byte> number)
    {
        if (_small is { } bound)
        {
            if (SmallInteger.TryRead(number, out var value))
                return value.CompareTo(bound);
            if (TryCompareDecimal(number, bound, out var verdict))
                return verdict;
        }

        return NumberText.Compare(NumberText.Read(number), NumberText.Read(_text));
    }

    /// <summary>
    /// A positive number with a point, by its whole part: whatever follows the point is less than 1. It saves a look at
    /// every digit, which is what prices and measures would cost otherwise.
    /// </summary>
    private static bool TryCompareDecimal(ReadOnlySpan<byte> number, long bound, out int verdict)
    {
        verdict = 0;
        var point = number.IndexOf((byte)'.');
        if (point <= 0 || number[0] == '-' || !SmallInteger.TryRead(number[..point], out var whole))
            return false;
        var fraction = number[(point + 1)..];
        if (fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return false;
        verdict = whole.CompareTo(bound);
        if (verdict == 0 && fraction.ContainsAnyExcept((byte)'0'))
            verdict = 1;
        return true;
    }
}
