using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Checks binary data against its schema without building anything: lengths, counts, depth, text, indexes. What
/// passes can be given to a decoder that trusts its input. Made once per schema; any thread may use it.
/// </summary>
public sealed class AvroDataCheck(AvroSchema schema)
{
    private readonly DecodeStep _root = DecodePlanner.Plan(schema, schema, AvroJsonStyle.Tagged);

    /// <summary>
    /// Passes over one value at the beginning of the data; answers null and the value's size, or what is wrong with
    /// the data.
    /// </summary>
    public AvroDataProblem? Check(ReadOnlySpan<byte> binary, out int consumed)
    {
        var input = new DecodeInput(binary);
        var passed = DecodeSkip.Skip(ref input, _root);
        consumed = input.Reader.Position;
        return passed ? null : input.ToProblem();
    }
}
