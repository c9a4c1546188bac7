namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>A place in the text of a regular expression.</summary>
internal sealed class EcmaCursor(string text)
{
    public int Position { get; private set; }

    public bool IsAtEnd => Position >= text.Length;

    public char Peek => text[Position];

    public void Take() => Position++;

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
            return false;
        Position += expected.Length;
        return true;
    }

    public int TakeCodePoint()
    {
        var isPair = Position + 1 < text.Length && char.IsSurrogatePair(Peek, text[Position + 1]);
        var codePoint = isPair ? char.ConvertToUtf32(Peek, text[Position + 1]) : Peek;
        Position += isPair ? 2 : 1;
        return codePoint;
    }

    /// <summary>The text before the next <paramref name="end"/>, which is taken as well.</summary>
    public string TakeUntil(char end, string complaint)
    {
        var index = text.IndexOf(end, Position);
        if (index < 0)
            throw Refuse(complaint);
        var taken = text[Position..index];
        Position = index + 1;
        return taken;
    }

    public string TakeWhile(Func<char, bool> isPart)
    {
        var start = Position;
        while (!IsAtEnd && isPart(Peek))
            Position++;
        return text[start..Position];
    }

    public void Return(int position) => Position = position;

    public EcmaSyntaxException Refuse(string complaint) => new(complaint, Position);
}

/// <summary>
/// A regular expression is not one of ECMA-262; the position counts from 0. Leaves this folder never.
/// </summary>
internal sealed class EcmaSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
