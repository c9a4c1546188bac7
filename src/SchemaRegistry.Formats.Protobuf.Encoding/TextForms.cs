namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Encodes the messages whose JSON is a string: Timestamp, Duration and FieldMask.</summary>
internal static class TextForms
{
    public static string Describe(ProtobufMessageType type) => type.WellKnown switch
    {
        WellKnownKind.Timestamp => TimestampText.Expected,
        WellKnownKind.Duration => DurationText.Expected,
        _ => FieldMaskText.Expected,
    };

    /// <summary>Writes the message's fields; false when the text is not of its form.</summary>
    public static bool TryEncode(ProtobufMessageType type, ReadOnlySpan<byte> text, EncodeBuffer output)
    {
        if (type.WellKnown == WellKnownKind.FieldMask)
            return text.IsEmpty || TryEncodePaths(type.Fields[0], text, output);
        var isRead = type.WellKnown == WellKnownKind.Timestamp
            ? TimestampText.TryRead(text, out var seconds, out var nanos)
            : DurationText.TryRead(text, out seconds, out nanos);
        if (!isRead)
            return false;
        Write(type.Fields[0], seconds, output);
        Write(type.Fields[1], nanos, output);
        return true;
    }

    private static void Write(FieldPlan field, long value, EncodeBuffer output)
    {
        if (value == 0)
            return;
        output.WriteTag(field.Tag);
        output.WriteVarint((ulong)value);
    }

    private static bool TryEncodePaths(FieldPlan field, ReadOnlySpan<byte> text, EncodeBuffer output)
    {
        foreach (var range in text.Split(FieldMaskText.Separator))
        {
            var path = text[range];
            output.WriteTag(field.Tag);
            var length = output.OpenLength();
            if (!FieldMaskText.TryToSnake(path, output.Reserve(2 * path.Length), out var size))
                return false;
            output.Advance(size);
            output.CloseLength(length);
        }

        return true;
    }
}
