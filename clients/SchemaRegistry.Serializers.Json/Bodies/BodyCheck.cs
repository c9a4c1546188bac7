using SchemaRegistry.Client;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Serializers.Json.Bodies;

/// <summary>Holds bodies against a schema. Any thread may use it.</summary>
internal sealed class BodyCheck(JsonValidator validator)
{
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="what">The begin of the error: whose fault it is.</param>
    /// <exception cref="PayloadException">The schema refuses the body.</exception>
    public void Check(ReadOnlySpan<byte> body, string what)
    {
        var errors = validator.Validate(body);
        if (errors.Count > 0)
            throw new PayloadException($"{what}: {string.Join("; ", errors)}.");
    }
}
