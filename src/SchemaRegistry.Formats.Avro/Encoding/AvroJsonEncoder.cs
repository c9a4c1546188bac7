using System.Buffers;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Writes JSON text as binary data, without a tree in between. Members may come in any order; in plain JSON a field
/// with a default may be absent. Made once per schema and style; any thread may use it.
/// </summary>
public sealed class AvroJsonEncoder
{
    private readonly EncodeNode _root;
    private readonly AvroJsonStyle _style;
    private readonly UnknownMembers _unknownMembers;
    private EncodeScratch? _scratch;

    public AvroJsonEncoder(
        AvroSchema schema, AvroJsonStyle style, UnknownMembers unknownMembers = UnknownMembers.Refuse)
    {
        _root = EncodePlanner.Plan(schema, style);
        _style = style;
        _unknownMembers = unknownMembers;
    }

    /// <summary>
    /// For one value; it plans anew at each call. For many values of a schema make an <see cref="AvroJsonEncoder"/>.
    /// </summary>
    public static AvroDataProblem? Encode(
        AvroSchema schema, ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output, AvroJsonStyle style) =>
        new AvroJsonEncoder(schema, style).Encode(utf8Json, output);

    /// <summary>
    /// Encodes a text that is one JSON value; answers null, or why it does not fit the schema. The output gets the
    /// whole value or nothing.
    /// </summary>
    public AvroDataProblem? Encode(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output)
    {
        var json = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = AvroLimits.MaxJsonDepth });
        var scratch = TakeScratch();
        var run = new JsonEncodeRun(json, scratch, _style, _unknownMembers);
        var problem = run.EncodeText(_root);
        return Finish(problem, scratch, output);
    }

    /// <summary>
    /// Encodes the reader's next value (or its current one, when the reader stands on the first token of a value) and
    /// leaves the reader on the value's last token, even when the value does not fit. The reader must hold the whole
    /// value. After bad JSON the reader is of no more use.
    /// </summary>
    public AvroDataProblem? Encode(ref Utf8JsonReader json, IBufferWriter<byte> output)
    {
        var scratch = TakeScratch();
        var run = new JsonEncodeRun(json, scratch, _style, _unknownMembers);
        var problem = run.EncodeNext(_root, out json);
        return Finish(problem, scratch, output);
    }

    private AvroDataProblem? Finish(AvroDataProblem? problem, EncodeScratch scratch, IBufferWriter<byte> output)
    {
        if (problem is null)
            output.Write(scratch.Output.Written);
        if (scratch.IsWorthKeeping)
            Volatile.Write(ref _scratch, scratch);
        return problem;
    }

    private EncodeScratch TakeScratch()
    {
        var scratch = Interlocked.Exchange(ref _scratch, null) ?? new EncodeScratch();
        scratch.Reset();
        return scratch;
    }
}
