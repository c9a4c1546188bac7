using SchemaRegistry.Formats.JsonSchema.Patterns;
using SchemaRegistry.Formats.JsonSchema.Validation.Formats;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>Length, pattern and format of strings. Lengths count code points.</summary>
internal sealed class StringRules
{
    public int MinLength;
    public int MaxLength = int.MaxValue;
    public SchemaPattern? Pattern;
    public StringFormat? Format;

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row)
    {
        var text = run.StringAt(row);
        var isValid = true;

        // A code point takes one to four bytes, so that the bytes alone mostly tell.
        if (text.Length < 4L * MinLength && CountCodePoints(text) < MinLength)
            isValid = run.Fail(node, "minLength", row);
        if (text.Length > MaxLength && CountCodePoints(text) > MaxLength)
            isValid = run.Fail(node, "maxLength", row);
        if (Pattern is { } pattern && !run.IsMatch(pattern, row))
            isValid = run.Fail(node, "pattern", row);
        if (Format is { } format && !format.Accepts(run.StringAt(row)))
            isValid = run.Fail(node, "format", row);
        return isValid;
    }

    private static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }
}
