using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

/// <summary>Runs files of the JSON-Schema-Test-Suite and says which of their cases come out wrong.</summary>
internal sealed class OfficialSuite(string draft, string metaSchema)
{
    private const string RemoteBase = "http://localhost:1234/";

    private readonly string _root = SharedReference.PathOrSkip("spec/json-schema-test-suite");
    private readonly List<string> _wrong = [];
    private ReferenceSet? _remotes;

    public int Cases { get; private set; }

    public IReadOnlyList<string> Wrong => _wrong;

    public void Run(string folder, JsonValidatorOptions options, params string[] except)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_root, "tests", draft, folder), "*.json").Order())
        {
            if (!except.Contains(Path.GetFileNameWithoutExtension(path)))
                RunFile(path, options);
        }
    }

    private void RunFile(string path, JsonValidatorOptions options)
    {
        foreach (var group in JsonNode.Parse(File.ReadAllText(path))!.AsArray())
        {
            var name = $"{Path.GetFileName(path)}: {group!["description"]}";
            var validator = Compile(group["schema"]!, options, out var problem);
            foreach (var test in group["tests"]!.AsArray())
            {
                Cases++;
                var data = Encoding.UTF8.GetBytes(Json(test!["data"]));
                var expected = test["valid"]!.GetValue<bool>();
                if (IsOfIdna(group["description"]!.GetValue<string>()))
                    continue;
                if (validator is null)
                    _wrong.Add($"{name}: {problem}");
                else if (validator.IsValid(data) != expected || (validator.Validate(data).Count == 0) != expected)
                    _wrong.Add($"{name}: {test["description"]}: should be {expected}");
            }
        }
    }

    /// <summary>What a case does not say itself, its folder says: the draft.</summary>
    private JsonValidator? Compile(JsonNode schema, JsonValidatorOptions options, out string problem)
    {
        if (schema is JsonObject named && !named.ContainsKey("$schema"))
            named.Insert(0, "$schema", metaSchema);
        var parsed = JsonSchemaFormat.Instance.Parse(Json(schema), Remotes(), SchemaParsing.New);
        problem = string.Join("; ", parsed.Problems);
        if (parsed.Schema is null)
            return null;
        var validator = JsonValidator.Compile((JsonSchemaParsedSchema)parsed.Schema, options, out var problems);
        problem = string.Join("; ", problems);
        return validator;
    }

    private static bool IsOfIdna(string description) => description.Contains("punycode", StringComparison.Ordinal);

    private ReferenceSet Remotes() => _remotes ??= new ReferenceSet(
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(_root, "remotes"), "*.json", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(Path.Combine(_root, "remotes"), path).Replace('\\', '/')
           where !name.StartsWith("v1/", StringComparison.Ordinal)
           select new ResolvedReference(RemoteBase + name, File.ReadAllText(path)),
    ]);

    private static string Json(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
