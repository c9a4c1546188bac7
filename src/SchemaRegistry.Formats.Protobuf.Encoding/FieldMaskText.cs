namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The paths of a google.protobuf.FieldMask, whose names are lower_snake_case in data and lowerCamelCase in JSON. A
/// path that would not come back the same is refused in either direction.
/// </summary>
internal static class FieldMaskText
{
    public const string Expected = "paths in lowerCamelCase with commas between them";
    public const byte Separator = (byte)',';

    /// <summary>Writes a path as data has it and answers its size, at most twice that of the text.</summary>
    public static bool TryToSnake(ReadOnlySpan<byte> text, Span<byte> target, out int size)
    {
        size = 0;
        foreach (var c in text)
        {
            if (c is (byte)'_' or Separator)
                return false;
            if (char.IsAsciiLetterUpper((char)c))
                target[size++] = (byte)'_';
            target[size++] = char.IsAsciiLetterUpper((char)c) ? (byte)(c | 0x20) : c;
        }

        return size > 0;
    }

    /// <summary>Writes a path as JSON has it and answers its size, at most that of the text.</summary>
    public static bool TryToCamel(ReadOnlySpan<byte> text, Span<byte> target, out int size)
    {
        size = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            if (char.IsAsciiLetterUpper((char)c) || c == Separator)
                return false;
            if (c != '_')
            {
                target[size++] = c;
                continue;
            }

            if (++index == text.Length || !char.IsAsciiLetterLower((char)text[index]))
                return false;
            target[size++] = (byte)(text[index] & ~0x20);
        }

        return size > 0;
    }
}
