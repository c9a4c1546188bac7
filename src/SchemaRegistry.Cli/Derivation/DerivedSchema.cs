using System.Text.Json;
using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// Derives an Avro schema from rows. Integers are int, else long; with fractions among them double, and with integers
/// that a double would change a union of long and double. Null or absent makes a union with null and a default of null.
/// Several kinds of values make a union. Dates stay texts. Names that Avro does not allow are made legal, with the
/// original beside them.
/// </summary>
internal static class DerivedSchema
{
    /// <param name="source">The rows.</param>
    /// <param name="name">The name of the topmost record, made legal.</param>
    /// <param name="sample">How many rows are looked at; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandException">There is no row.</exception>
    public static async Task<string> DeriveAsync(
        RowSource source, string name, long? sample, CancellationToken cancellationToken)
    {
        var root = new Shape();
        var texts = new RecordShape();
        var isCsv = source.Format == InputFormat.Csv;
        var options = new JsonDocumentOptions { MaxDepth = CliLimits.MaxRowDepth };
        long rows = 0;
        await foreach (var row in source.ReadAsync(_ => CsvColumn.Text, cancellationToken))
        {
            using var document = JsonDocument.Parse(row.Json, options);
            if (isCsv)
                texts.AddTexts(document.RootElement);
            else
                root.Add(document.RootElement);
            if (++rows == sample)
                break;
        }

        if (rows == 0)
            throw new CommandException("The input has no rows to derive a schema from; give a --schema.");
        var writer = new DerivedSchemaWriter();
        return isCsv ? writer.WriteRecord(texts, name) : writer.Write(root, name);
    }
}
