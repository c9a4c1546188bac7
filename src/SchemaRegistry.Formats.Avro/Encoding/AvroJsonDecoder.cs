using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Writes binary data as JSON text, without a tree in between, as it was written or as a reader's schema sees it.
/// Made once per pair of schemas and style; any thread may use it.
/// </summary>
public sealed class AvroJsonDecoder
{
    private readonly DecodeStep _root;
    private readonly AvroJsonStyle _style;

    public AvroJsonDecoder(AvroSchema schema, AvroJsonStyle style)
        : this(schema, schema, style)
    {
    }

    /// <summary>What of the data the reader's schema can not take is an error when it comes, not here.</summary>
    public AvroJsonDecoder(AvroSchema writer, AvroSchema reader, AvroJsonStyle style)
    {
        _root = DecodePlanner.Plan(writer, reader, style);
        _style = style;
    }

    /// <summary>
    /// For one value; it plans anew at each call. For many values of a schema make an <see cref="AvroJsonDecoder"/>.
    /// </summary>
    public static AvroDataProblem? Decode(
        AvroSchema schema, ReadOnlySpan<byte> binary, Utf8JsonWriter writer, AvroJsonStyle style) =>
        new AvroJsonDecoder(schema, style).Decode(binary, writer);

    /// <summary>
    /// Writes one value that takes all of the data; answers null, or what is wrong with the data. The writer then
    /// holds a part of the text and is to be reset. It is not flushed.
    /// </summary>
    public AvroDataProblem? Decode(ReadOnlySpan<byte> binary, Utf8JsonWriter writer)
    {
        var run = new JsonDecodeRun(binary, writer, _style);
        return run.Decode(_root);
    }
}
