using System.Buffers;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Makes bodies of rows by a schema of one language. Used by one thread.</summary>
internal interface IRowEncoder
{
    /// <summary>What a CSV column holds, by its name, so that its texts become what the schema takes.</summary>
    Func<string, CsvColumn> Columns { get; }

    /// <summary>Writes what stands between the schema's id and the body, and the body; or answers why not.</summary>
    /// <param name="row">JSON in UTF-8.</param>
    /// <param name="output">Receives the bytes; what it received is of no use when there is a problem.</param>
    string? Encode(ReadOnlySpan<byte> row, IBufferWriter<byte> output);
}
