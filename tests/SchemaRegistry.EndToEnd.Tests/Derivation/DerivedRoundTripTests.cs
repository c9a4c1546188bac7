using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using SchemaRegistry.Cli;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Cli.Payloads;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.EndToEnd.Tests.Cli;
using SchemaRegistry.EndToEnd.Tests.Input;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>Every row fits the schema derived of all rows, and is the same after encoding and decoding.</summary>
public sealed class DerivedRoundTripTests
{
    [Theory]
    [InlineData(SchemaType.Avro)]
    [InlineData(SchemaType.Json)]
    [InlineData(SchemaType.Protobuf)]
    public Task Objects_come_back_as_they_were(SchemaType type) =>
        JsonText.Object(3).Array[1, 6].SampleAsync(rows => JsonComesBackAsync(rows, type), iter: 1000);

    [Theory]
    [InlineData(SchemaType.Avro)]
    [InlineData(SchemaType.Json)]
    public Task Rows_of_any_kind_come_back_as_they_were(SchemaType type) =>
        JsonText.Value(3).Array[1, 6].SampleAsync(rows => JsonComesBackAsync(rows, type), iter: 700);

    [Theory]
    [InlineData(SchemaType.Avro)]
    [InlineData(SchemaType.Json)]
    [InlineData(SchemaType.Protobuf)]
    public Task CSV_texts_come_back_as_they_were(SchemaType type)
    {
        string[] texts =
        [
            "", "0", "-0", "1", "007", "1.5", "1.50", "-1.25", "2147483648", "9007199254740993", "99999999999999999999", "0.00001", "1e3",
            "true", "false", "True", "abc", "NaN", "-", "123456789.125", "12345678901234567890.5",
        ];
        var text = Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
        return Gen.Select(text, text, text).Array[1, 5].SampleAsync(rows => CsvComesBackAsync(rows, type), iter: 1000);
    }

    private static async Task JsonComesBackAsync(string[] rows, SchemaType type)
    {
        if (await DeriveAsync(() => Deriving.FromJsonAsync($"[{string.Join(',', rows)}]", null, type), type) is not { } schema)
            return;

        foreach (var row in rows)
            Assert.Equal(Canonical(row), Canonical(EncodeAndDecode(schema, Encoding.UTF8.GetBytes(row))));
    }

    private static async Task CsvComesBackAsync((string A, string B, string C)[] rows, SchemaType type)
    {
        var text = "a,b c,d\n" + string.Concat(rows.Select(row => $"{row.A},{row.B},{row.C}\n"));
        if (await DeriveAsync(() => Deriving.FromCsvAsync(text, null, type), type) is not { } schema)
            return;

        var read = await ReadRow.AllAsync(CsvRows.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            PayloadFormats.CreateEncoder(schema, null).Columns,
            CancellationToken.None));
        var decoded = read
            .Select(row => EncodeAndDecode(schema, Encoding.UTF8.GetBytes(row.Json)))
            .Select(CanonicalRow);

        Assert.Equal(CanonicalCsv.ReadRows(text), decoded);
    }

    /// <summary>Null where Protobuf says that it would lose something of the rows.</summary>
    private static async Task<ParsedSchema?> DeriveAsync(Func<Task<string>> derive, SchemaType type)
    {
        try
        {
            var definition = new SchemaDefinition(type, await derive());
            return PayloadFormats.Parse(definition, ReferenceSet.Empty, SchemaParsing.New);
        }
        catch (CommandException e) when (type == SchemaType.Protobuf)
        {
            Assert.Contains("Give --format avro or json", e.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static string EncodeAndDecode(ParsedSchema schema, byte[] row)
    {
        var binary = new ArrayBufferWriter<byte>();
        Assert.Null(PayloadFormats.CreateEncoder(schema, null).Encode(row, binary));
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        var body = binary.WrittenSpan;
        Assert.Null(PayloadFormats.CreateDecoder(schema).Decode(
            new FramedPayload(body, body, isInHeader: false), writer));
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
