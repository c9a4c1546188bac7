using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Why a JSON value does not fit its type. The first reason stands.</summary>
internal struct JsonMisfit
{
    private const int MaxShownNumber = 40;

    private string? _message;
    private long _offset;
    private DataPath? _path;

    /// <summary>No other branch of a union would do better.</summary>
    public bool IsFinal { get; set; }

    public static string Describe(EncodeNode node) => node.Schema switch
    {
        UnionSchema union => UnionShape.Describe(union),
        RecordSchema record => $"an object for the record {record.Name}",
        EnumSchema symbols => $"a symbol of the enum {symbols.Name}",
        FixedSchema bytes => $"a string of {bytes.Size} characters up to U+00FF for the fixed {bytes.Name}",
        { Kind: AvroKind.Bytes } => "bytes (a string of characters up to U+00FF)",
        { Kind: AvroKind.Map } => "an object for a map",
        { Kind: AvroKind.Array } => "an array",
        _ => node.Schema.BranchName,
    };

    public static string DescribeToken(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number when !json.HasValueSequence && json.ValueSpan.Length <= MaxShownNumber =>
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

    public bool In(long index)
    {
        (_path ??= new DataPath()).AddIndex(index);
        return false;
    }

    public readonly AvroDataProblem ToProblem() =>
        new(_message ?? "the value does not fit", (_path ?? new DataPath()).ToString(), _offset);
}
