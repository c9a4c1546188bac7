using System.Buffers;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Rewrites binary data of a writer's schema as binary data of a reader's schema (Avro specification, Schema
/// Resolution), so that a decoder which knows only the reader's schema can read it. Made once per pair of schemas;
/// any thread may use it.
/// </summary>
public sealed class AvroTranscoder(AvroSchema writer, AvroSchema reader)
{
    private readonly DecodeStep _root = DecodePlanner.Plan(writer, reader, AvroJsonStyle.Tagged);
    private EncodeBuffer? _buffer;

    /// <summary>
    /// Rewrites the value at the beginning of the data; answers null and the size that it had, or what is wrong with
    /// the data. The output gets the whole value or nothing.
    /// </summary>
    public AvroDataProblem? Transcode(ReadOnlySpan<byte> binary, IBufferWriter<byte> output, out int consumed)
    {
        var buffer = Interlocked.Exchange(ref _buffer, null) ?? new EncodeBuffer();
        buffer.CutBack(0);
        var run = new TranscodeRun(binary, buffer);
        var problem = run.Transcode(_root, out consumed);
        if (problem is null)
            output.Write(buffer.Written);
        if (buffer.Capacity <= AvroLimits.MaxKeptScratchBytes)
            Volatile.Write(ref _buffer, buffer);
        return problem;
    }
}
