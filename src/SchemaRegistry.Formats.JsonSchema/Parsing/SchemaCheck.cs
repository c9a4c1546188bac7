using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// What a schema is held to when it is registered: every keyword of its draft has a value of the right shape, every
/// reference leads to a schema, every regular expression can be run, and no schema refers to itself at the same place
/// of the datum. Unknown keywords may hold anything. Lists that are useless but harmless (an empty <c>required</c>,
/// repeated names) pass, as they do elsewhere.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly SchemaScope _scope;
    private readonly ProblemList _problems;
    private readonly bool _remoteOnly;
    private readonly HashSet<SchemaValue> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<SchemaPlace> _references = [];

    private SchemaCheck(SchemaScope scope, ProblemList problems, bool remoteOnly)
    {
        _scope = scope;
        _problems = problems;
        _remoteOnly = remoteOnly;
    }

    /// <param name="scope">The schema and what it refers to.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="remoteOnly">Whether only references to the network are refused.</param>
    public static void Run(SchemaScope scope, ProblemList problems, bool remoteOnly)
    {
        var check = new SchemaCheck(scope, problems, remoteOnly);
        check.Visit(scope.Root.RootPlace, SchemaPath.Root);
        check.VisitTargets();
        if (!remoteOnly && problems.IsEmpty && InPlaceLoop.Find(scope, check._references) is { } loop)
            problems.Add(InPlaceLoop.Explanation, scope.Root.PathOf(loop.Value), loop.Value.Position);
    }

    private void Visit(SchemaPlace place, SchemaPath path)
    {
        var schema = place.Value;
        if (!schema.IsSchema)
        {
            Report($"A schema has to be an object or a boolean, not {Named(schema)}", path, schema.Position);
            return;
        }

        if (!schema.IsObject || !_seen.Add(schema))
            return;
        var hidesSiblings = place.Dialect.IsClassic && schema.TextOf("$ref") is not null;
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(place.Dialect.Draft, member.Key) is not { } keyword)
                continue;
            if (!hidesSiblings || keyword.Name is "$ref" or "definitions")
                VisitKeyword(keyword, place, member.Value, path.Then(member.Key));
        }
    }

    /// <summary>References may lead to schemas inside unknown keywords, which the walk does not reach.</summary>
    private void VisitTargets()
    {
        for (var index = 0; index < _references.Count; index++)
        {
            foreach (var target in ReferenceKeywords.Targets(_scope, _references[index]))
            {
                if (target.Resource.Document == _scope.Root && !_seen.Contains(target.Value))
                    Visit(target, _scope.Root.PathOf(target.Value));
            }
        }
    }

    private void VisitKeyword(Keyword keyword, SchemaPlace place, SchemaValue value, SchemaPath path)
    {
        switch (keyword.Shape)
        {
            case KeywordShape.Schema:
            case KeywordShape.SchemaOrArray when !value.IsArray:
                Visit(place.Child(value), path);
                break;
            case KeywordShape.SchemaArray or KeywordShape.SchemaOrArray:
                VisitItems(keyword, place, value, path);
                break;
            case KeywordShape.SchemaMap or KeywordShape.PatternMap or KeywordShape.SchemaOrNamesMap:
                VisitMembers(keyword, place, value, path);
                break;
            case KeywordShape.Reference:
                VisitReference(keyword, place, value, path);
                break;
            default:
                if (KeywordRules.Refuse(keyword, value) is { } reason)
                    Report(reason, path, value.Position);
                break;
        }
    }

    private void VisitItems(Keyword keyword, SchemaPlace place, SchemaValue value, SchemaPath path)
    {
        if (!value.IsArray || (value.Items.Count == 0 && keyword.Shape == KeywordShape.SchemaArray))
        {
            Report($"'{keyword.Name}' has to be a list of at least one schema", path, value.Position);
            return;
        }

        for (var index = 0; index < value.Items.Count; index++)
            Visit(place.Child(value.Items[index]), path.Then(index));
    }

    private void VisitMembers(Keyword keyword, SchemaPlace place, SchemaValue value, SchemaPath path)
    {
        if (!value.IsObject)
        {
            Report($"'{keyword.Name}' has to be an object, not {Named(value)}", path, value.Position);
            return;
        }

        foreach (var member in value.Members)
        {
            var below = path.Then(member.Key);
            if (keyword.Shape == KeywordShape.PatternMap && KeywordRules.RefusePattern(member.Key) is { } reason)
                Report(reason, below, member.Value.Position);
            if (keyword.Shape == KeywordShape.SchemaOrNamesMap && member.Value.IsArray)
                CheckNames(keyword, member.Value, below);
            else
                Visit(place.Child(member.Value), below);
        }
    }

    private void CheckNames(Keyword keyword, SchemaValue value, SchemaPath path)
    {
        if (!KeywordRules.AreNames(value))
            Report($"A list in '{keyword.Name}' has to hold strings", path, value.Position);
    }

    private void VisitReference(Keyword keyword, SchemaPlace place, SchemaValue value, SchemaPath path)
    {
        if (!value.IsString)
            Report($"'{keyword.Name}' has to be a string, not {Named(value)}", path, value.Position);
        else if (ReferenceKeywords.Explain(_scope, place, value.Text) is { } reason)
            Report(reason, path, value.Position, ReferenceKeywords.IsRemote(_scope, place, value.Text));
        else
            _references.Add(place);
    }

    private void Report(string reason, SchemaPath path, int position, bool isRemote = false)
    {
        if (!_remoteOnly || isRemote)
            _problems.Add(reason, path, position);
    }

    private static string Named(SchemaValue value) => KeywordRules.Named(value.Kind);
}
