using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace SchemaRegistry.Cli.Input;

/// <summary>The rows of a CSV input (RFC 4180), as JSON objects with the header's names.</summary>
internal static class CsvRows
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        MaxFieldSize = CliLimits.MaxRowBytes,
        BadDataFound = bad => throw new InputException($"Line {bad.Context.Parser!.RawRow}: it is no CSV: {bad.Field}"),
    };

    /// <param name="stream">Read once, to its end.</param>
    /// <param name="typeOf">What a column holds, by its name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<InputRow> ReadAsync(
        Stream stream, Func<string, CsvColumn> typeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, Encoding.UTF8);
        using var csv = new CsvParser(text, Configuration);
        if (!await csv.ReadAsync())
            yield break;

        var names = csv.Record!;
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"The CSV has two columns '{twice.Key}'.");
        var types = Array.ConvertAll(names, name => typeOf(name));
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        for (var number = 1L; await csv.ReadAsync(); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = csv.Record!;
            if (record.Length != names.Length)
            {
                throw new InputException(
                    $"Row {number} (line {csv.RawRow}) has {record.Length} columns, the header {names.Length}.");
            }

            buffer.ResetWrittenCount();
            json.Reset(buffer);
            Write(json, names, types, record);
            await json.FlushAsync(cancellationToken);
            yield return new InputRow(number, csv.RawRow, buffer.WrittenMemory);
        }
    }

    private static void Write(Utf8JsonWriter json, string[] names, CsvColumn[] types, string[] record)
    {
        json.WriteStartObject();
        for (var index = 0; index < names.Length; index++)
        {
            json.WritePropertyName(names[index]);
            if (record[index].Length == 0)
                json.WriteNullValue();
            else if (types[index] == CsvColumn.Text || !CsvTexts.IsScalar(record[index]))
                json.WriteStringValue(record[index]);
            else
                json.WriteRawValue(record[index]);
        }

        json.WriteEndObject();
    }
}
