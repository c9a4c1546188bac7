using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Turns byte positions of a UTF-8 text into lines and columns that count from 1; columns count characters.
/// </summary>
internal sealed class TextPlaces(ReadOnlyMemory<byte> utf8)
{
    public (int Line, int Column) Find(int position)
    {
        var before = utf8.Span[..Math.Min(position, utf8.Length)];
        var line = before.Count((byte)'\n') + 1;
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
