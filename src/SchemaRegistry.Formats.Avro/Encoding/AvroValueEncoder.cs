using System.Buffers;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Writes values (see <see cref="AvroRecord"/>) as binary data. The .NET type must be the one that the Avro type has,
/// so that the branch of a union follows from it. Any thread may use it.
/// </summary>
public sealed class AvroValueEncoder(AvroSchema schema)
{
    private EncodeBuffer? _buffer;

    /// <summary>
    /// Encodes one value; answers null, or why it does not fit the schema. The output gets the whole value or nothing.
    /// </summary>
    public AvroDataProblem? Encode(object? value, IBufferWriter<byte> output)
    {
        var buffer = Interlocked.Exchange(ref _buffer, null) ?? new EncodeBuffer();
        buffer.CutBack(0);
        var run = new ValueEncodeRun(buffer);
        var problem = run.Encode(schema, value);
        if (problem is null)
            output.Write(buffer.Written);
        if (buffer.Capacity <= AvroLimits.MaxKeptScratchBytes)
            Volatile.Write(ref _buffer, buffer);
        return problem;
    }
}
