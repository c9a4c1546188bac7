using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Reads binary data into values (see <see cref="AvroRecord"/>), as it was written or as a reader's schema sees it.
/// Made once per pair of schemas; any thread may use it.
/// </summary>
public sealed class AvroValueDecoder
{
    private readonly DecodeStep _root;

    public AvroValueDecoder(AvroSchema schema)
        : this(schema, schema)
    {
    }

    /// <summary>What of the data the reader's schema can not take is an error when it comes, not here.</summary>
    public AvroValueDecoder(AvroSchema writer, AvroSchema reader) =>
        _root = DecodePlanner.Plan(writer, reader, AvroJsonStyle.Tagged);

    /// <summary>Reads one value that takes all of the data; answers null, or what is wrong with the data.</summary>
    public AvroDataProblem? Decode(ReadOnlySpan<byte> binary, out object? value)
    {
        var run = new ValueDecodeRun(binary);
        return run.Decode(_root, out value);
    }

    /// <summary>Reads one value from the beginning of the data and answers how much of it that took.</summary>
    public AvroDataProblem? DecodeFirst(ReadOnlySpan<byte> binary, out object? value, out int consumed)
    {
        var run = new ValueDecodeRun(binary);
        return run.DecodeFirst(_root, out value, out consumed);
    }
}
