using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using SchemaRegistry.Cli.Derivation;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.EndToEnd.Tests.Cli;
using SchemaRegistry.EndToEnd.Tests.Input;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>Every row fits the schema derived of all rows, and is the same after encoding and decoding.</summary>
public sealed class DerivedRoundTripTests
{
    [Fact]
    public Task Objects_come_back_as_they_were() =>
        JsonText.Object(3).Array[1, 6].SampleAsync(JsonComesBackAsync, iter: 1500);

    [Fact]
    public Task Rows_of_any_kind_come_back_as_they_were() =>
        JsonText.Value(3).Array[1, 6].SampleAsync(JsonComesBackAsync, iter: 1000);

    [Fact]
    public Task CSV_texts_come_back_as_they_were()
    {
        string[] texts =
        [
            "", "0", "-0", "1", "007", "1.5", "1.50", "-1.25", "2147483648", "9007199254740993", "99999999999999999999", "0.00001", "1e3",
            "true", "false", "True", "abc", "NaN", "-", "123456789.125", "12345678901234567890.5",
        ];
        var text = Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
        return Gen.Select(text, text, text).Array[1, 5].SampleAsync(CsvComesBackAsync, iter: 1500);
    }

    private static async Task JsonComesBackAsync(string[] rows)
    {
        var schema = Parse(await Deriving.FromJsonAsync($"[{string.Join(',', rows)}]"));

        foreach (var row in rows)
            Assert.Equal(Canonical(row), Canonical(EncodeAndDecode(schema, Encoding.UTF8.GetBytes(row))));
    }

    private static async Task CsvComesBackAsync((string A, string B, string C)[] rows)
    {
        var text = "a,b c,d\n" + string.Concat(rows.Select(row => $"{row.A},{row.B},{row.C}\n"));
        var schema = Parse(await Deriving.FromCsvAsync(text));

        var read = await ReadRow.AllAsync(CsvRows.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), CsvTyping.For(schema), CancellationToken.None));
        var decoded = read
            .Select(row => EncodeAndDecode(schema, Encoding.UTF8.GetBytes(row.Json)))
            .Select(CanonicalRow);

        Assert.Equal(CanonicalCsv.ReadRows(text), decoded);
    }

    private static AvroSchema Parse(string text)
    {
        var parsed = AvroFormat.Instance.Parse(text, ReferenceSet.Empty, SchemaParsing.New);
        Assert.True(parsed.TryGetSchema(out var schema, out var problems), $"{text}: {string.Join("; ", problems ?? [])}");
        return ((AvroParsedSchema)schema).Root;
    }

    private static string EncodeAndDecode(AvroSchema schema, byte[] row)
    {
        var binary = new ArrayBufferWriter<byte>();
        Assert.Null(AvroJsonEncoder.Encode(schema, row, binary, AvroJsonStyle.Plain));
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        Assert.Null(AvroJsonDecoder.Decode(schema, binary.WrittenSpan, writer, AvroJsonStyle.Plain));
        writer.Flush();
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Of(document.RootElement);
    }

    private static string CanonicalRow(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalCsv.Of(document.RootElement);
    }
}
