using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// The schemas of the contract as validators. They are stricter than written: an object has no member that its schema
/// does not name, for clients learn of members from the contract alone.
/// </summary>
internal sealed class OpenApiSchemas(YamlMappingNode components)
{
    private const string InContract = "#/components/schemas/";

    private readonly ConcurrentDictionary<string, JsonValidator> _validators = new();

    /// <summary>What is wrong with a body, or null.</summary>
    public string? Difference(string schema, string body)
    {
        var errors = _validators.GetOrAdd(schema, Compile).Validate(Encoding.UTF8.GetBytes(body));
        return errors.Count == 0 ? null : string.Join("; ", errors.Take(3));
    }

    private JsonValidator Compile(string schema)
    {
        var definitions = (JsonObject)ToJson(components);
        Close(definitions, except: Parts(definitions).ToHashSet());
        var text = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$ref"] = $"#/$defs/{schema}",
            ["$defs"] = definitions,
        };
        var parsed = JsonSchemaFormat.Instance.Parse(
            text.ToJsonString().Replace(InContract, "#/$defs/", StringComparison.Ordinal), ReferenceSet.Empty, SchemaParsing.New);
        Assert.True(parsed.Schema is not null, string.Join("; ", parsed.Problems));
        var validator = JsonValidator.Compile(
            (JsonSchemaParsedSchema)parsed.Schema, JsonValidatorOptions.Default, out var problems);
        Assert.True(validator is not null, string.Join("; ", problems));
        return validator;
    }

    /// <summary>Schemas that others are made of have members that only the others name.</summary>
    private static IEnumerable<string> Parts(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member.Key == "allOf"
            ? member.Value!.AsArray().Select(part => (string?)part!["$ref"] ?? "").Select(name => name.Split('/')[^1])
            : Parts(member.Value)),
        JsonArray array => array.SelectMany(Parts),
        _ => [],
    };

    private static void Close(JsonNode? node, IReadOnlySet<string>? except = null)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Close(item);
        }
        else if (node is JsonObject json)
        {
            foreach (var (name, value) in json.ToList())
            {
                if (except?.Contains(name) != true && name != "allOf")
                    Close(value);
            }

            var isOpen = json.ContainsKey("additionalProperties") || json.ContainsKey("unevaluatedProperties");
            if (except is null && !isOpen && (json["properties"] is JsonObject || json["allOf"] is JsonArray))
                json["unevaluatedProperties"] = false;
        }
    }

    private static JsonNode ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(
            member => KeyValuePair.Create(member.Key.ToString(), (JsonNode?)ToJson(member.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        _ => JsonValue.Create(node.ToString()),
    };

    private static JsonNode Plain(string text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
