using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>
/// Turns a schema, and whatever it refers to, into nodes: each schema once, whoever refers to it. A queue stands for
/// recursion, so that no chain of references is too long.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaScope _scope;
    private readonly Dictionary<SchemaValue, SchemaNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SchemaResource, int> _resources = [];
    private readonly Queue<SchemaNode> _unfilled = new();
    private readonly List<SchemaProblem> _problems = [];
    private readonly Dictionary<string, SchemaPattern> _patterns = new(StringComparer.Ordinal);
    private readonly DynamicAnchors _anchors = new();

    private SchemaCompiler(SchemaScope scope, FormatHandling formats)
    {
        _scope = scope;
        Formats = formats;
    }

    public FormatHandling Formats { get; }

    public static CompiledSchema? Compile(
        SchemaScope scope, FormatHandling formats, out IReadOnlyList<SchemaProblem> problems) =>
        Compile(scope, formats, out problems, out _);

    /// <param name="scope">The schema and what it refers to.</param>
    /// <param name="formats">How formats are judged.</param>
    /// <param name="problems">Why nothing came of it.</param>
    /// <param name="nodes">What became of each schema that the root leads to.</param>
    public static CompiledSchema? Compile(
        SchemaScope scope,
        FormatHandling formats,
        out IReadOnlyList<SchemaProblem> problems,
        out IReadOnlyDictionary<SchemaValue, SchemaNode> nodes)
    {
        var compiler = new SchemaCompiler(scope, formats);
        nodes = compiler._nodes;
        var root = compiler.NodeOf(scope.Root.RootPlace);
        do
        {
            while (compiler._unfilled.TryDequeue(out var node))
                new NodeFiller(compiler, node).Fill();
        }
        while (compiler._anchors.AddAnchors(compiler._resources, compiler.NodeOf));

        compiler.CheckLoops();
        problems = compiler._problems;
        if (problems.Count > 0)
            return null;
        if (!compiler._anchors.AreUsed)
            ReferenceShortcuts.Apply(compiler._nodes.Values);
        return new CompiledSchema(root, compiler._anchors.AreUsed);
    }

    public SchemaNode NodeOf(SchemaPlace place)
    {
        if (_nodes.TryGetValue(place.Value, out var known))
            return known;
        if (!_resources.TryGetValue(place.Resource, out var resource))
            _resources.Add(place.Resource, resource = _resources.Count);
        var node = new SchemaNode(place, resource);
        _nodes.Add(place.Value, node);
        _unfilled.Enqueue(node);
        return node;
    }

    /// <summary>The node that a reference leads to; null with a problem when it leads nowhere.</summary>
    public SchemaNode? Resolve(SchemaPlace from, string keyword, string reference)
    {
        if (ReferenceKeywords.Explain(_scope, from, reference) is { } reason)
        {
            AddProblem(reason, from, keyword);
            return null;
        }

        return NodeOf(_scope.Resolve(from, reference)!.Value);
    }

    /// <summary>Schemas repeat their expressions, and one costs a millisecond to prepare.</summary>
    public SchemaPattern? PatternOf(string source, out string? reason)
    {
        reason = null;
        if (_patterns.TryGetValue(source, out var known))
            return known;
        if (SchemaPattern.Create(source, out reason) is { } pattern)
            _patterns.Add(source, pattern);
        return _patterns.GetValueOrDefault(source);
    }

    public DynamicReference AddDynamic(SchemaNode fallback, string name) => _anchors.Add(fallback, name);

    public void AddProblem(string message, SchemaPlace place, string? keyword)
    {
        if (_problems.Count >= JsonSchemaLimits.MaxProblems)
            return;
        var document = place.Resource.Document;
        var prefix = document.Name is null ? "" : $"In the reference {document.Name}: ";
        var path = document.PathOf(place.Value);
        var text = (keyword is null ? path : path.Then(keyword)).ToString();
        _problems.Add(new SchemaProblem(prefix + message, text));
    }

    private void CheckLoops()
    {
        if (_problems.Count == 0 && InPlaceLoop.Find(_scope, _nodes.Values.Select(node => node.Place)) is { } loop)
        {
            var path = loop.Resource.Document.PathOf(loop.Value).ToString();
            _problems.Add(new SchemaProblem(InPlaceLoop.Explanation, path));
        }
    }
}
