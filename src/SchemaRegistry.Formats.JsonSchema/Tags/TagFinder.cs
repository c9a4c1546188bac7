using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.JsonSchema.Tags;

/// <summary>
/// Finds the tags of the objects and properties of a schema, those in its definitions too. A path alternates between
/// what a schema is (<c>object</c>, <c>array</c>, <c>not</c>, <c>conditional.if</c>, <c>oneof.0</c> …) and the names of
/// properties: <c>object.lines.array.object.price</c>. References are not followed.
/// </summary>
internal sealed class TagFinder
{
    private readonly TagList _tags = new();
    private readonly MemberOrder _order = new();
    private readonly ShapeLoader _shapes;
    private readonly HashSet<SchemaValue> _reported = new(ReferenceEqualityComparer.Instance);

    private TagFinder(SchemaScope scope) => _shapes = new ShapeLoader(scope);

    public static IReadOnlyList<SchemaTags> Find(SchemaScope scope)
    {
        var finder = new TagFinder(scope);
        finder.VisitPlace(scope.Root.RootPlace, EntityPath.Root, PlaceRole.Schema);
        return finder._tags.Found;
    }

    /// <summary>Recurses with the depth of the text, which the parser bounds.</summary>
    private void VisitPlace(SchemaPlace place, EntityPath path, PlaceRole role)
    {
        VisitShape(_shapes.Load(place), place, path, role);
        VisitDefinitions(place, "definitions", path);
        VisitDefinitions(place, "$defs", path);
    }

    private void VisitDefinitions(SchemaPlace place, string keyword, EntityPath path)
    {
        if (place.Value[keyword] is not { IsObject: true } definitions)
            return;
        foreach (var (name, value) in definitions.Members)
        {
            if (value.IsObject)
                VisitPlace(place.Child(value), path.Then("object").Then(keyword).Then(name), PlaceRole.Schema);
        }
    }

    private void VisitShape(Shape shape, SchemaPlace place, EntityPath path, PlaceRole role)
    {
        switch (shape)
        {
            case CombinedShape combined:
                VisitMembers(combined, place, path.Then(combined.Criterion.ToString().ToLowerInvariant()), role);
                break;
            case ObjectShape schema:
                VisitObject(schema, place, path.Then("object"), role);
                break;
            case ArrayShape { AllItems.Source: { } items }:
                VisitPlace(place.Child(items), path.Then("array"), PlaceRole.Schema);
                break;
            case NotShape { Inner.Source: { } inner }:
                VisitPlace(place.Child(inner), path.Then("not"), PlaceRole.Schema);
                break;
            case { Kind: ShapeKind.Conditional }:
                VisitCondition(place, path.Then("conditional"));
                break;
        }
    }

    /// <summary>A member is a schema of its own, or a part of the place: keywords about one type.</summary>
    private void VisitMembers(CombinedShape shape, SchemaPlace place, EntityPath path, PlaceRole role)
    {
        foreach (var (index, member) in _order.Sort(shape).Index())
        {
            var here = path.Then(index.ToString(CultureInfo.InvariantCulture));
            if (member.Source is { } source)
                VisitPlace(place.Child(source), here, PlaceRole.Schema);
            else
                VisitShape(member.Shape, place, here, role);
        }
    }

    private void VisitObject(ObjectShape shape, SchemaPlace place, EntityPath path, PlaceRole role)
    {
        if (role == PlaceRole.Schema && _reported.Add(place.Value))
            _tags.Add(path, SchemaEntityKind.Record, TagKeyword.Read(place.Value));
        foreach (var (name, property) in shape.Properties.All)
        {
            if (property.Source is not { IsObject: true } value)
                continue;
            var here = path.Then(name);
            _tags.Add(here, SchemaEntityKind.Field, TagKeyword.Read(value));
            VisitPlace(place.Child(value), here, PlaceRole.Property);
        }
    }

    private void VisitCondition(SchemaPlace place, EntityPath path)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["if", "then", "else"])
        {
            if (place.Value[keyword] is { IsObject: true } value)
                VisitPlace(place.Child(value), path.Then(keyword), PlaceRole.Schema);
        }
    }

    /// <summary>The tags of a property's schema are the property's.</summary>
    private enum PlaceRole
    {
        Schema,
        Property,
    }
}
