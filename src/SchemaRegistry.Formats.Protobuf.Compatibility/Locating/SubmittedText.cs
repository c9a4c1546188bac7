namespace SchemaRegistry.Formats.Protobuf.Compatibility.Locating;

/// <summary>What a schema was read from.</summary>
internal static class SubmittedText
{
    /// <summary>
    /// Whether it is the text of a .proto file, not the base64 of its descriptor. Every statement ends with one of the
    /// two characters, which base64 does not have.
    /// </summary>
    public static bool IsProto(string text) => text.AsSpan().ContainsAny(';', '}');
}
