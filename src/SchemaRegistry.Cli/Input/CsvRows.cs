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
        BadDataFound = bad => throw new InputException(
            $"Line {bad.Context.Parser!.RawRow - bad.Field.AsSpan().Count('\n')}: it is no CSV: {Shorten(bad.Field)}"),
    };

    /// <summary>Other encodings are refused: replaced characters would be lost without a word.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="stream">Read once, to its end.</param>
    /// <param name="typeOf">What a column holds, by its name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<InputRow> ReadAsync(
        Stream stream, Func<string, CsvColumn> typeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, StrictUtf8);
        using var csv = new CsvParser(text, Configuration);
        if (!await ReadRecordAsync(csv))
            yield break;

        var names = csv.Record!;
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"The CSV has two columns '{twice.Key}'.");
        var types = Array.ConvertAll(names, name => typeOf(name));
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        for (var number = 1L; await ReadRecordAsync(csv); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = csv.Record!;
            var line = LineOf(csv.RawRow, csv.RawRecord);
            if (record.Length != names.Length)
            {
                throw new InputException(
                    $"Row {number} (line {line}) has {record.Length} columns, the header {names.Length}.");
            }

            buffer.ResetWrittenCount();
            json.Reset(buffer);
            Write(json, names, types, record);
            await json.FlushAsync(cancellationToken);
            yield return new InputRow(number, line, buffer.WrittenMemory);
        }
    }

    private static async ValueTask<bool> ReadRecordAsync(CsvParser csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"After line {csv.RawRow}: it is not in UTF-8: {e.Message}");
        }
        catch (MaxFieldSizeException)
        {
            throw new InputException($"After line {csv.RawRow}: a field is larger than {CliLimits.MaxRowBytes} characters.");
        }
    }

    /// <summary>The line on which a record begins, from the one on which it ends.</summary>
    private static long LineOf(int lastLine, string rawRecord) =>
        lastLine - rawRecord.AsSpan().TrimEnd("\r\n").Count('\n');

    private static string Shorten(string text) =>
        text.Length <= CliLimits.MaxShownText ? text : string.Concat(text.AsSpan(0, CliLimits.MaxShownText), "…");

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
