namespace SchemaRegistry.Kafka;

/// <summary>The beginning of a text that may be too long.</summary>
internal static class Prefix
{
    /// <summary>At most so many chars; of a surrogate pair both or none, as half of one can not be encoded.</summary>
    public static string Of(string text, int maxChars)
    {
        if (text.Length <= maxChars)
            return text;
        return text[..(char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1 : maxChars)];
    }
}
