using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>Compiles references and the keywords that combine schemas.</summary>
internal sealed class InPlaceCompiler(NodeFiller filler, SchemaCompiler compiler)
{
    private readonly List<SchemaNode> _all = [];
    private readonly List<DynamicReference> _dynamic = [];

    public InPlaceRules? Build()
    {
        AddReference("$ref", isDynamic: false);
        AddReference("$dynamicRef", isDynamic: true);
        AddReference("$recursiveRef", isDynamic: true);
        _all.AddRange(filler.ChildrenOf("allOf"));

        var rules = new InPlaceRules
        {
            All = [.. _all],
            Dynamic = [.. _dynamic],
            AnyOf = filler.ChildrenOf("anyOf") is { Length: > 0 } any ? any : null,
            OneOf = filler.ChildrenOf("oneOf") is { Length: > 0 } one ? one : null,
            Not = filler.ChildOf("not"),
            If = filler.ChildOf("if"),
            UnevaluatedItems = filler.ChildOf("unevaluatedItems"),
            UnevaluatedProperties = filler.ChildOf("unevaluatedProperties"),
        };
        if (rules.If is not null)
        {
            rules.Then = filler.ChildOf("then");
            rules.Else = filler.ChildOf("else");
        }

        return IsEmpty(rules) ? null : rules;
    }

    private static bool IsEmpty(InPlaceRules rules) =>
        rules.All.Length == 0 && rules.Dynamic.Length == 0
        && (rules.AnyOf ?? rules.OneOf) is null
        && (rules.Not ?? rules.If) is null
        && !rules.HasUnevaluated;

    private void AddReference(string keyword, bool isDynamic)
    {
        if (filler.Get(keyword) is not { IsString: true } reference)
            return;
        if (compiler.Resolve(filler.Place, keyword, reference.Text) is not { } target)
            return;
        if (isDynamic && AnchorOf(target, reference.Text) is { } name)
            _dynamic.Add(compiler.AddDynamic(target, name));
        else
            _all.Add(target);
    }

    /// <summary>
    /// The name of the dynamic anchor that the reference leads to at first; without one it is an ordinary reference.
    /// </summary>
    private static string? AnchorOf(SchemaNode target, string reference)
    {
        var fragment = SchemaUri.Unescape(SchemaUri.Split(reference).Fragment ?? "");
        var anchors = target.Place.Resource.DynamicAnchors;
        return anchors.TryGetValue(fragment, out var anchored) && ReferenceEquals(anchored, target.Place.Value)
            ? fragment
            : null;
    }
}
