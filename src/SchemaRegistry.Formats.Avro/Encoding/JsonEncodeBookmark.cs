using System.Text.Json;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Where a branch of a union was tried, to go back to when it does not fit.</summary>
internal readonly ref struct JsonEncodeBookmark(Utf8JsonReader json, int outputLength, int scratchTop, int depth)
{
    public readonly Utf8JsonReader Json = json;
    public readonly int OutputLength = outputLength;
    public readonly int ScratchTop = scratchTop;
    public readonly int Depth = depth;
}
