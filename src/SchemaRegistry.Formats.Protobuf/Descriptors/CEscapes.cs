namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>C's escapes in the default values of bytes fields.</summary>
internal static class CEscapes
{
    /// <summary>The bytes that a text stands for, or null when an escape in it is none.</summary>
    public static byte[]? Undo(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                if (text[i] > 0x7f)
                    return null;
                bytes.Add((byte)text[i]);
            }
            else if (++i >= text.Length || UndoOne(text, ref i) is not { } value)
            {
                return null;
            }
            else
            {
                bytes.Add(value);
            }
        }

        return [.. bytes];
    }

    /// <summary>Reads the escape at <paramref name="i"/>, which is left at its last character.</summary>
    private static byte? UndoOne(string text, ref int i)
    {
        switch (text[i])
        {
            case 'a': return (byte)'\a';
            case 'b': return (byte)'\b';
            case 'f': return (byte)'\f';
            case 'n': return (byte)'\n';
            case 'r': return (byte)'\r';
            case 't': return (byte)'\t';
            case 'v': return (byte)'\v';
            case '\\' or '\'' or '"' or '?': return (byte)text[i];
            case 'x' or 'X': return Digits(text, ref i, skip: 1, radix: 16, most: 2);
            default: return Digits(text, ref i, skip: 0, radix: 8, most: 3);
        }
    }

    private static byte? Digits(string text, ref int i, int skip, int radix, int most)
    {
        var (value, count) = (0, 0);
        for (var at = i + skip; count < most && at < text.Length; at++, count++)
        {
            if (!char.IsAsciiHexDigit(text[at]))
                break;
            var digit = Convert.ToInt32(text[at].ToString(), 16);
            if (digit >= radix)
                break;
            value = (value * radix) + digit;
        }

        i += skip + count - 1;
        return count == 0 || value > byte.MaxValue ? null : (byte)value;
    }
}
