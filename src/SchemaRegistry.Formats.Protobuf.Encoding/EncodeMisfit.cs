using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Why a JSON value does not fit its type. The first reason stands.</summary>
internal struct EncodeMisfit
{
    private const int MaxShownNumber = 40;

    private string? _message;
    private long _offset;
    private DataPath? _path;

    public static string Describe(FieldPlan field) => field.Kind switch
    {
        FieldKind.Double => """a number within the range of a double, or "NaN", "Infinity" or "-Infinity" """.TrimEnd(),
        FieldKind.Float => """a number within the range of a float, or "NaN", "Infinity" or "-Infinity" """.TrimEnd(),
        FieldKind.Int64 or FieldKind.SFixed64 or FieldKind.SInt64 => "an integer of 64 bits, as a number or string",
        FieldKind.UInt64 or FieldKind.Fixed64 => "an unsigned integer of 64 bits, as a number or string",
        FieldKind.Int32 or FieldKind.SFixed32 or FieldKind.SInt32 => "an integer of 32 bits, as a number or string",
        FieldKind.UInt32 or FieldKind.Fixed32 => "an unsigned integer of 32 bits, as a number or string",
        FieldKind.Bool => "true or false",
        FieldKind.String => "a string",
        FieldKind.Bytes => "a string in base64",
        FieldKind.Enum when field.Enum!.IsClosed => $"a name or number of the closed enum {field.Enum.FullName}",
        FieldKind.Enum => $"a name or number of the enum {field.Enum!.FullName}",
        _ => $"an object for the message {field.Message!.FullName}",
    };

    public static string DescribeToken(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string that is none",
        JsonTokenType.PropertyName => "a name that is none",
        JsonTokenType.Number when json.ValueSpan.Length <= MaxShownNumber =>
            System.Text.Encoding.UTF8.GetString(json.ValueSpan),
        JsonTokenType.Number => "a number",
        _ => "the end",
    };

    /// <summary>The parser's message without its own position, which counts from the value's line.</summary>
    public static string Describe(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"not valid JSON: {(end < 0 ? e.Message : e.Message[..end])}";
    }

    public void Set(string message, long offset)
    {
        if (_message is not null)
            return;
        _message = message;
        _offset = offset;
    }

    public bool In(string member)
    {
        (_path ??= new DataPath()).AddName(member);
        return false;
    }

    public bool In(int index)
    {
        (_path ??= new DataPath()).AddIndex(index);
        return false;
    }

    public readonly ProtobufDataProblem ToProblem() =>
        new(_message ?? "the value does not fit", (_path ?? new DataPath()).ToString(), _offset);
}
