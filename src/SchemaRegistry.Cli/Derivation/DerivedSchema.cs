using System.Text.Json;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// Derives a schema from rows, in each of the three languages. Dates stay texts; numbers are as narrow as all rows
/// allow; nothing that a row holds is lost.
/// </summary>
internal static class DerivedSchema
{
    /// <param name="source">The rows.</param>
    /// <param name="name">The name of the topmost record, made legal.</param>
    /// <param name="type">The language of the schema.</param>
    /// <param name="sample">How many rows are looked at; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandException">There is no row, or the language can not hold the rows.</exception>
    public static async Task<string> DeriveAsync(
        RowSource source, string name, SchemaType type, long? sample, CancellationToken cancellationToken)
    {
        var root = new Shape();
        var texts = new RecordShape();
        var isCsv = source.Format == InputFormat.Csv;
        var options = new JsonDocumentOptions { MaxDepth = CliLimits.MaxRowDepth };
        long rows = 0;
        await foreach (var row in source.ReadAsync(_ => CsvColumn.Text, cancellationToken))
        {
            using var document = JsonDocument.Parse(row.Json, options);
            try
            {
                if (isCsv)
                    texts.AddTexts(document.RootElement);
                else
                    root.Add(document.RootElement);
            }
            catch (InvalidOperationException e)
            {
                // Half of a surrogate pair can be escaped in JSON, but is no name.
                throw new CommandException($"Row {row.Number} (line {row.Line}) has a name that is no text: {e.Message}");
            }

            if (++rows == sample)
                break;
        }

        if (rows == 0)
            throw new CommandException("The input has no rows to derive a schema from; give a --schema.");
        if (isCsv)
            root = Shape.Of(texts);
        return type switch
        {
            SchemaType.Protobuf => new DerivedProtobufWriter().Write(root, name),
            SchemaType.Json => DerivedJsonSchemaWriter.Write(root, name),
            _ => new DerivedAvroWriter().Write(root, name),
        };
    }
}
