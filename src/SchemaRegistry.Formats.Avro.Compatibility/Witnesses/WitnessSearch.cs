using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Witnesses;

/// <summary>
/// Looks for data that shows a finding: a small value of the writer's schema that passes through its place, encoded and
/// then read with the reader's schema. A reader that resolves schemas misreads nothing: what it can not take, it
/// rejects. One object serves one pair of schemas.
/// </summary>
internal sealed class WitnessSearch(AvroSchema reader, AvroSchema writer, WitnessBudget budget)
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = AvroLimits.MaxJsonDepth,
    };

    private readonly ValueMaker _values = new(writer, budget.MaxPayloadBytes);
    private readonly AvroValueEncoder _encoder = new(writer);
    private readonly AvroValueDecoder _decoder = new(writer, reader);
    private int _payloads;

    public Witness? Find(AvroMismatch mismatch)
    {
        foreach (var place in WitnessPlace.Of(mismatch))
        {
            if (++_payloads > budget.MaxPayloads)
                return null;
            if (Try(place) is { } witness)
                return witness;
        }

        return null;
    }

    private Witness? Try(WitnessPlace place)
    {
        var payload = new ArrayBufferWriter<byte>();
        if (!_values.TryMake(place.End, place.Symbol, out var value)
            || _encoder.Encode(value, payload) is not null
            || payload.WrittenCount > budget.MaxPayloadBytes
            || _decoder.Decode(payload.WrittenSpan, out _) is not { } whole)
        {
            return null;
        }

        var along = new AvroValueDecoder(writer, ReaderAlongTheWay.Cut(place.End, place.Missing));
        if (along.Decode(payload.WrittenSpan, out _) is not { } problem || ToJson(payload.WrittenSpan) is not { } json)
            return null;

        // Another finding may stop the reader earlier; what is told is about this one.
        var said = whole.Path == problem.Path ? whole : problem;
        return new Witness(json, payload.WrittenMemory, WitnessOutcome.Rejected, said.ToString());
    }

    private string? ToJson(ReadOnlySpan<byte> payload)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, JsonOptions);
        if (new AvroJsonDecoder(writer, AvroJsonStyle.Tagged).Decode(payload, json) is not null)
            return null;
        json.Flush();
        return System.Text.Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
