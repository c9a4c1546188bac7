namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>Names that protoc makes out of others. Only ASCII letters change their case.</summary>
internal static class JsonNames
{
    /// <summary><c>order_line_id</c> → <c>orderLineId</c>.</summary>
    public static string OfField(string name) => Camel(name, capitalizeFirst: false);

    /// <summary><c>order_lines</c> → <c>OrderLinesEntry</c>.</summary>
    public static string OfMapEntry(string name) => Camel(name, capitalizeFirst: true) + "Entry";

    /// <summary>
    /// The name of an enum value by which two values are told apart in JSON-like languages: without the enum's name
    /// before it, without underscores, and in Pascal case. <c>COLOR_DARK_RED</c> of <c>Color</c> → <c>DarkRed</c>.
    /// </summary>
    public static string OfEnumValue(string enumName, string valueName)
    {
        var rest = WithoutPrefix(enumName, valueName);
        Span<char> text = rest.Length <= 256 ? stackalloc char[rest.Length] : new char[rest.Length];
        var (length, upperNext) = (0, true);
        foreach (var letter in rest)
        {
            if (letter == '_')
            {
                upperNext = true;
                continue;
            }

            text[length++] = upperNext ? Upper(letter) : Lower(letter);
            upperNext = false;
        }

        return new string(text[..length]);
    }

    private static ReadOnlySpan<char> WithoutPrefix(string enumName, string valueName)
    {
        var position = 0;
        foreach (var letter in enumName)
        {
            if (letter == '_')
                continue;
            while (position < valueName.Length && valueName[position] == '_')
                position++;
            if (position >= valueName.Length || Lower(valueName[position++]) != Lower(letter))
                return valueName;
        }

        while (position < valueName.Length && valueName[position] == '_')
            position++;
        return position == valueName.Length ? valueName : valueName.AsSpan(position);
    }

    private static string Camel(string name, bool capitalizeFirst)
    {
        Span<char> text = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var (length, upperNext) = (0, capitalizeFirst);
        foreach (var letter in name)
        {
            if (letter != '_')
                text[length++] = upperNext ? Upper(letter) : letter;
            upperNext = letter == '_';
        }

        return new string(text[..length]);
    }

    private static char Upper(char letter) => letter is >= 'a' and <= 'z' ? (char)(letter - 32) : letter;

    private static char Lower(char letter) => letter is >= 'A' and <= 'Z' ? (char)(letter + 32) : letter;
}
