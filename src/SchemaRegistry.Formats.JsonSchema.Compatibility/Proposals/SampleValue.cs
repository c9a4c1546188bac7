using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>A plain value that a schema names or that is of its type, for a default.</summary>
internal static class SampleValue
{
    public static SchemaValue Of(SchemaValue schema)
    {
        if (schema["const"] is { } constant)
            return constant;
        if (schema["enum"] is { Items: [var first, ..] })
            return first;
        var type = schema["type"] is { IsArray: true } types ? types.Items.FirstOrDefault() : schema["type"];
        return type?.Text switch
        {
            "boolean" => SchemaValue.Literal(SchemaValueKind.False, 0),
            "integer" or "number" => schema["minimum"] ?? SchemaValue.Number("0", 0),
            "array" => SchemaValue.Array([], 0),
            "object" => SchemaValue.Object([], 0),
            _ => SchemaValue.String("", 0),
        };
    }
}
