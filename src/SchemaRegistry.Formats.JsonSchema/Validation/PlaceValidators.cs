using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// Judges JSON texts by a schema or by any schema inside it, all compiled at once. A dynamic reference means, in a
/// schema that is judged alone, what it means without an outer schema.
/// </summary>
internal sealed class PlaceValidators
{
    private readonly IReadOnlyDictionary<SchemaValue, SchemaNode> _nodes;
    private readonly CompiledSchema _schema;
    private readonly JsonValidatorOptions _options;

    private PlaceValidators(
        CompiledSchema schema, IReadOnlyDictionary<SchemaValue, SchemaNode> nodes, JsonValidatorOptions options)
    {
        _schema = schema;
        _nodes = nodes;
        _options = options;
        Root = new JsonValidator(schema, options);
    }

    public JsonValidator Root { get; }

    /// <summary>Null for a schema that can judge nothing (<see cref="JsonValidator.Compile"/>).</summary>
    public static PlaceValidators? Compile(JsonSchemaParsedSchema schema, JsonValidatorOptions options) =>
        SchemaCompiler.Compile(schema.Scope, options.Formats, out _, out var nodes) is { } compiled
            ? new PlaceValidators(compiled, nodes, options)
            : null;

    /// <summary>Null for a schema that nothing leads to.</summary>
    public JsonValidator? At(SchemaPlace place) =>
        _nodes.TryGetValue(place.Value, out var node)
            ? new JsonValidator(_schema with { Root = node }, _options)
            : null;
}
