namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// One reason why a reader can not read a writer's data. <paramref name="Rule"/> is the difference type that the API
/// names (<c>TYPE_MISMATCH</c> …), <paramref name="Path"/> the place in the reader's schema as the API prints it.
/// <paramref name="MessageParts"/> is the API's message: one part, or three with the reader's name after the first and
/// the writer's after the second. Parts, not a template, since names in a schema may hold any character.
/// </summary>
public sealed record Incompatibility(string Rule, string Path, IReadOnlyList<string> MessageParts)
{
    /// <summary>The rule of a finding that means: the work that one comparison may take was exceeded.</summary>
    public const string TooComplexRule = "TOO_COMPLEX";

    /// <summary>The message as the API prints it; the names are <c>new</c> and <c>old</c>.</summary>
    public string ToMessage(string readerName, string writerName) =>
        MessageParts.Count == 1
            ? MessageParts[0]
            : string.Concat(MessageParts[0], readerName, MessageParts[1] + writerName, MessageParts[2]);
}
