using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Parsing;

/// <summary>
/// Finds schemas that need their own verdict on the same value (<c>{"$ref":"#"}</c>, or an <c>allOf</c> that leads back
/// to itself): nothing could ever be validated by them. A way that steps into a property or an item is no loop.
/// </summary>
internal sealed class InPlaceLoop
{
    public const string Explanation =
        "The schema refers to itself without stepping into a property or an item: it has no meaning";

    private static readonly string[] Single = ["not", "if", "then", "else"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Maps = ["dependentSchemas", "dependencies"];

    private readonly SchemaScope _scope;

    /// <summary>False while the schema is on the way that is being walked, true once all behind it is known.</summary>
    private readonly Dictionary<SchemaValue, bool> _states = new(ReferenceEqualityComparer.Instance);

    private InPlaceLoop(SchemaScope scope) => _scope = scope;

    /// <summary>The schema at which a loop closes that can be reached from one of the places, or null.</summary>
    public static SchemaPlace? Find(SchemaScope scope, IEnumerable<SchemaPlace> starts)
    {
        var search = new InPlaceLoop(scope);
        foreach (var start in starts)
        {
            if (search.Walk(start) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Depth first with a stack of its own: chains of references may be as long as the text.</summary>
    private SchemaPlace? Walk(SchemaPlace start)
    {
        var way = new Stack<(SchemaPlace Place, IEnumerator<SchemaPlace> Next)>();
        if (_states.TryAdd(start.Value, false))
            way.Push((start, Neighbours(start).GetEnumerator()));
        while (way.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                _states[top.Place.Value] = true;
                way.Pop();
                continue;
            }

            var next = top.Next.Current;
            if (_states.TryAdd(next.Value, false))
                way.Push((next, Neighbours(next).GetEnumerator()));
            else if (!_states[next.Value])
                return next;
        }

        return null;
    }

    /// <summary>The schemas that judge the same value as this one.</summary>
    private IEnumerable<SchemaPlace> Neighbours(SchemaPlace place)
    {
        foreach (var target in ReferenceKeywords.Targets(_scope, place))
            yield return target;

        var schema = place.Value;
        if (place.Dialect.IsClassic && schema.TextOf("$ref") is not null)
            yield break;
        foreach (var child in Children(schema, place.Dialect.Draft))
            yield return place.Child(child);
    }

    private static IEnumerable<SchemaValue> Children(SchemaValue schema, SchemaDraft draft)
    {
        var single = Single.Where(IsKnown).Select(name => schema[name]).OfType<SchemaValue>();
        var listed = Lists.Select(name => schema[name]).OfType<SchemaValue>().SelectMany(list => list.Items);
        var mapped = Maps.Where(IsKnown).Select(name => schema[name]).OfType<SchemaValue>()
            .SelectMany(map => map.Members.Select(member => member.Value));
        return single.Concat(listed).Concat(mapped).Where(child => child.IsObject);

        bool IsKnown(string name) => KeywordTable.Find(draft, name) is not null;
    }
}
