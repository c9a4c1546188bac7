using SchemaRegistry.TestKit;
using YamlDotNet.RepresentationModel;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>What <c>openapi.yaml</c> says.</summary>
internal sealed class OpenApiContract
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    private readonly YamlMappingNode _root;

    private readonly List<OpenApiOperation> _operations;

    private OpenApiContract(YamlMappingNode root)
    {
        _root = root;
        Schemas = new OpenApiSchemas((YamlMappingNode)root["components"]["schemas"]);
        _operations = [.. Operations.Select(
            found => new OpenApiOperation(found.Method, found.Path, Operation(found.Method, found.Path)))];
    }

    public OpenApiSchemas Schemas { get; }

    public static OpenApiContract Read()
    {
        var yaml = new YamlStream();
        using var text = new StreamReader(Repository.File("openapi.yaml"));
        yaml.Load(text);
        return new OpenApiContract((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>Method and path of every operation.</summary>
    public IEnumerable<(string Method, string Path)> Operations =>
        from path in Map(_root, "paths")
        from operation in (YamlMappingNode)path.Value
        where Methods.Contains(operation.Key.ToString())
        select (operation.Key.ToString().ToUpperInvariant(), path.Key.ToString());

    /// <summary>
    /// The operation that a request is for, or null. Below <c>/contexts/{context}/</c> all others are found again; the
    /// default context has nothing of its own there, not even a delete.
    /// </summary>
    public OpenApiOperation? Find(string method, string target)
    {
        var segments = Segments(target.Split('?')[0]);
        while (segments is ["contexts", _, _, ..] || (segments is ["contexts", var only] && IsDefaultContext(only)))
            segments = segments[2..];
        return _operations.Where(operation => operation.Method == method)
            .Select(operation => (Operation: operation, Literal: operation.Match(segments)))
            .Where(found => found.Literal is not null)
            .OrderByDescending(found => found.Literal)
            .FirstOrDefault().Operation;
    }

    private static bool IsDefaultContext(string segment) => Uri.UnescapeDataString(segment).Trim(':') is "" or ".";

    /// <summary>The parts of a path; one slash at the end is none.</summary>
    public static string[] Segments(string path)
    {
        var segments = path[1..].Split('/');
        return segments[^1].Length == 0 ? segments[..^1] : segments;
    }

    public IEnumerable<string> QueryParameters(string method, string path) =>
        Operation(method, path).Children.TryGetValue("parameters", out var parameters)
            ? ((YamlSequenceNode)parameters)
                .Where(parameter => parameter["in"].ToString() == "query")
                .Select(parameter => parameter["name"].ToString())
            : [];

    public IEnumerable<string> PathParameters(string path) =>
        ((YamlMappingNode)_root["paths"][path]).Children.TryGetValue("parameters", out var parameters)
            ? ((YamlSequenceNode)parameters).Select(parameter => parameter["$ref"].ToString().Split('/')[^1])
            : [];

    /// <summary>The name of the schema of the answer with status 200.</summary>
    public string AnswerOf(string method, string path)
    {
        var content = (YamlMappingNode)Operation(method, path)["responses"]["200"]["content"];
        return content.First().Value["schema"]["$ref"].ToString().Split('/')[^1];
    }

    /// <summary>The members that a named schema, or the items of an array of it, may have.</summary>
    public IReadOnlyList<string> Members(string schema) => [.. Map(ObjectOf(schema), "properties").Select(member => member.Key.ToString())];

    /// <summary>The members that must be there.</summary>
    public IReadOnlyList<string> Required(string schema) =>
        ObjectOf(schema).Children.TryGetValue("required", out var required)
            ? [.. ((YamlSequenceNode)required).Select(name => name.ToString())]
            : [];

    private YamlMappingNode ObjectOf(string schema)
    {
        var node = (YamlMappingNode)_root["components"]["schemas"][schema];
        return node.Children.TryGetValue("items", out var items) ? (YamlMappingNode)items : node;
    }

    private YamlMappingNode Operation(string method, string path) =>
        (YamlMappingNode)_root["paths"][path][method.ToLowerInvariant()];

    private static YamlMappingNode Map(YamlNode node, string key) => (YamlMappingNode)node[key];
}
