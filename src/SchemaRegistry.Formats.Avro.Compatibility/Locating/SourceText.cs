using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Avro.Parsing;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>One text of a side, read as JSON with places: the schema's own, or that of a reference.</summary>
internal sealed class SourceText
{
    private LineMarks? _lines;

    private SourceText(byte[] utf8, AvroJson root, string? reference) =>
        (Utf8, Root, Reference) = (utf8, root, reference);

    /// <summary>The text that places count in.</summary>
    public byte[] Utf8 { get; }

    /// <summary>The value that it holds.</summary>
    public AvroJson Root { get; }

    /// <summary>The name of the reference, or null for the schema's own text.</summary>
    public string? Reference { get; }

    /// <summary>Made when a place is asked for.</summary>
    public LineMarks Lines => _lines ??= new LineMarks(Utf8);

    /// <summary>Null when the text is no JSON: then it is not what the schema was read from.</summary>
    public static SourceText? Read(string text, string? reference)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        return AvroJsonReader.Read(utf8, out _) is { } root ? new SourceText(utf8, root, reference) : null;
    }
}
