using System.Text.Json;
using System.Text.Unicode;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Writes a JSON token as a value without parts; answers false when it does not fit the type. A string that is not
/// Unicode text is an InvalidOperationException, as the JSON reader has it.
/// </summary>
internal static class JsonScalars
{
    public static bool TryEncode(ref Utf8JsonReader json, EncodeNode node, EncodeBuffer output) => node.Kind switch
    {
        AvroKind.Null => json.TokenType == JsonTokenType.Null,
        AvroKind.Boolean => TryEncodeBoolean(json.TokenType, output),
        AvroKind.Int or AvroKind.Long => TryEncodeInteger(ref json, node.Kind, output),
        AvroKind.Float or AvroKind.Double => TryEncodeReal(ref json, node.Kind, output),
        _ => json.TokenType == JsonTokenType.String && TryEncodeText(ref json, node, output),
    };

    public static void ThrowIfNoText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw new InvalidOperationException("The string is not valid UTF-8.");
    }

    private static bool TryEncodeBoolean(JsonTokenType token, EncodeBuffer output)
    {
        if (token is not (JsonTokenType.True or JsonTokenType.False))
            return false;
        output.WriteByte(token == JsonTokenType.True ? (byte)1 : (byte)0);
        return true;
    }

    private static bool TryEncodeInteger(ref Utf8JsonReader json, AvroKind kind, EncodeBuffer output)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var value))
            return false;
        if (kind == AvroKind.Int && value is < int.MinValue or > int.MaxValue)
            return false;
        output.WriteLong(value);
        return true;
    }

    private static bool TryEncodeReal(ref Utf8JsonReader json, AvroKind kind, EncodeBuffer output) =>
        json.TokenType switch
        {
            JsonTokenType.Number when kind == AvroKind.Double => TryEncodeDouble(ref json, output),
            JsonTokenType.Number => TryEncodeFloat(ref json, output),
            JsonTokenType.String => TryEncodeWord(ref json, kind, output),
            _ => false,
        };

    private static bool TryEncodeDouble(ref Utf8JsonReader json, EncodeBuffer output)
    {
        if (!json.TryGetDouble(out var value) || !double.IsFinite(value))
            return false;
        output.WriteDouble(value);
        return true;
    }

    private static bool TryEncodeFloat(ref Utf8JsonReader json, EncodeBuffer output)
    {
        if (!json.TryGetSingle(out var value) || !float.IsFinite(value))
            return false;
        output.WriteFloat(value);
        return true;
    }

    private static bool TryEncodeWord(ref Utf8JsonReader json, AvroKind kind, EncodeBuffer output)
    {
        var value = json.ValueTextEquals("NaN"u8) ? double.NaN
            : json.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
            : json.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
            : 0;
        if (value == 0)
            return false;
        if (kind == AvroKind.Double)
            output.WriteDouble(value);
        else
            output.WriteFloat((float)value);
        return true;
    }

    /// <summary>
    /// An escaped text is copied behind the output, unescaped, and then replaced by what it stands for.
    /// </summary>
    private static bool TryEncodeText(ref Utf8JsonReader json, EncodeNode node, EncodeBuffer output)
    {
        if (!json.ValueIsEscaped && !json.HasValueSequence)
            return TryEncodeText(json.ValueSpan, node, output);
        var size = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        if (size > AvroLimits.MaxEncodedBytes)
            throw new EncodedTooLargeException();
        var start = output.Length;
        output.Advance(json.CopyString(output.Reserve((int)size)));
        var end = output.Length;
        if (!TryEncodeText(output.Written[start..], node, output))
            return false;
        output.Remove(start, end);
        return true;
    }

    private static bool TryEncodeText(ReadOnlySpan<byte> utf8, EncodeNode node, EncodeBuffer output)
    {
        ThrowIfNoText(utf8);
        if (node is EnumNode symbols)
            return TryEncodeSymbol(symbols.Symbols.Find(utf8), output);
        if (node.Kind != AvroKind.String)
            return TryEncodeBytes(utf8, node, output);
        output.WriteBytes(utf8);
        return true;
    }

    private static bool TryEncodeSymbol(int index, EncodeBuffer output)
    {
        if (index < 0)
            return false;
        output.WriteLong(index);
        return true;
    }

    private static bool TryEncodeBytes(ReadOnlySpan<byte> utf8, EncodeNode node, EncodeBuffer output)
    {
        var count = Latin1.CountOrNegative(utf8);
        if (count < 0 || (node is FixedNode { Size: var size } && size != count))
            return false;
        if (node.Kind == AvroKind.Bytes)
            output.WriteLong(count);
        Latin1.ToBytes(utf8, output.Reserve(count));
        output.Advance(count);
        return true;
    }
}
