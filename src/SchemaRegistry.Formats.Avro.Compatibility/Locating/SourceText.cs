using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Avro.Parsing;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>One text of a side, read as JSON with places: the schema's own, or that of a reference.</summary>
/// <param name="Utf8">The text that places count in.</param>
/// <param name="Root">The value that it holds.</param>
/// <param name="Reference">The name of the reference, or null for the schema's own text.</param>
internal sealed record SourceText(byte[] Utf8, AvroJson Root, string? Reference)
{
    /// <summary>Null when the text is no JSON: then it is not what the schema was read from.</summary>
    public static SourceText? Read(string text, string? reference)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        return AvroJsonReader.Read(utf8, out _) is { } root ? new SourceText(utf8, root, reference) : null;
    }
}
