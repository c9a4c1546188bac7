using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>Which schemas judge a value, its members and its items, because one schema does.</summary>
internal static class Applicators
{
    private static readonly string[] Single = ["not", "if", "then", "else"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Maps = ["dependentSchemas", "dependencies"];

    /// <summary>
    /// The value of a keyword that counts in the draft of the place, and is not hidden by a reference.
    /// </summary>
    public static SchemaValue? Get(this SchemaPlace place, string keyword) =>
        place.Value[keyword] is { } value
        && KeywordTable.Find(place.Dialect.Draft, keyword) is not null
        && !(place.Dialect.IsClassic && place.Value.TextOf("$ref") is not null)
            ? value
            : null;

    /// <summary>Schemas that have to accept the same value.</summary>
    public static IEnumerable<SchemaPlace> Demanded(SchemaScope scope, SchemaPlace place) =>
        ReferenceKeywords.Targets(scope, place).Concat(Children(place, place.Get("allOf")?.Items));

    /// <summary>Schemas that may have a say about the same value.</summary>
    public static IEnumerable<SchemaPlace> All(SchemaScope scope, SchemaPlace place) =>
        ReferenceKeywords.Targets(scope, place)
            .Concat(Lists.SelectMany(keyword => Children(place, place.Get(keyword)?.Items)))
            .Concat(Children(place, Single.Select(keyword => place.Get(keyword))))
            .Concat(Maps.SelectMany(
                keyword => Children(place, place.Get(keyword)?.Members.Select(member => member.Value))));

    public static IEnumerable<SchemaPlace> OfProperty(
        SchemaPlace place, string name, Func<string, bool> isFound)
    {
        var declared = new List<SchemaValue?> { place.Get("properties")?[name] };
        foreach (var member in place.Get("patternProperties")?.Members ?? [])
        {
            if (isFound(member.Key))
                declared.Add(member.Value);
        }

        return declared.TrueForAll(value => value is null)
            ? Children(place, [place.Get("additionalProperties"), place.Get("unevaluatedProperties")])
            : Children(place, declared);
    }

    public static IEnumerable<SchemaPlace> OfItem(SchemaPlace place, int index)
    {
        var items = place.Get("items");
        var tuple = items is { IsArray: true } ? items.Items : place.Get("prefixItems")?.Items ?? [];
        if (index < tuple.Count)
            return Children(place, [tuple[index]]);
        var rest = items is { IsArray: true } ? place.Get("additionalItems") : items;
        return Children(place, [rest, place.Get("unevaluatedItems")]);
    }

    public static IEnumerable<SchemaPlace> OfContained(SchemaPlace place) => Children(place, [place.Get("contains")]);

    private static IEnumerable<SchemaPlace> Children(SchemaPlace place, IEnumerable<SchemaValue?>? values) =>
        (values ?? []).Where(value => value is { IsSchema: true }).Select(value => place.Child(value!));
}
