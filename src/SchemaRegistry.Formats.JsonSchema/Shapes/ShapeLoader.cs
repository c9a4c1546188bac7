using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>Gives each place of a schema, and of the documents it refers to, its one shape.</summary>
internal sealed class ShapeLoader(SchemaScope scope)
{
    private readonly Dictionary<SchemaPlace, Shape> _known = [];

    public Shape Root => Load(scope.Root.RootPlace);

    public Shape Load(SchemaPlace place)
    {
        if (_known.TryGetValue(place, out var known))
            return known;
        var shape = place.Value.Kind switch
        {
            SchemaValueKind.True => new PlainShape(ShapeKind.True),
            SchemaValueKind.False => new PlainShape(ShapeKind.False),
            SchemaValueKind.Object => LoadObject(place),
            _ => new PlainShape(ShapeKind.Empty),
        };
        shape.Place = place;
        return _known[place] = shape;
    }

    /// <exception cref="UnresolvedReferenceException">It leads nowhere.</exception>
    public SchemaPlace Resolve(SchemaPlace from, string reference) =>
        scope.Resolve(from, reference) ?? throw new UnresolvedReferenceException(reference);

    private Shape LoadObject(SchemaPlace place)
    {
        var keywords = new SchemaKeywords(place, this);
        if (place.Dialect.IsClassic && keywords.Text("$ref") is { } reference)
            return new ReferenceShape(place, reference, this);

        var parts = new ShapeParts(keywords).Read();
        parts.InsertRange(0, References(place, keywords));
        foreach (var part in parts)
            Settle(part, place);
        var whole = parts switch
        {
            [] => new PlainShape(ShapeKind.Empty),
            [var part] => part,
            _ => new CombinedShape(Criterion.AllOf, [.. parts.Select(part => new ChildShape(part))]),
        };
        if (whole is ArrayShape array && place.Dialect.IsClassic)
            array.ReadForeignBounds(keywords);
        whole.Notes = ShapeNotes.Of(place);
        return whole;
    }

    /// <summary>Tells a part where it stands, and the types of a list, which are parts of a part.</summary>
    private static void Settle(Shape part, SchemaPlace place)
    {
        part.Place = place;
        if (part is not CombinedShape combined)
            return;
        foreach (var member in combined.Members)
        {
            if (member.Source is null)
                member.Shape.Place = place;
        }
    }

    /// <summary>
    /// In the modern drafts a reference is a keyword like others. A dynamic one is taken to mean what it means without
    /// an outer schema.
    /// </summary>
    private IEnumerable<Shape> References(SchemaPlace place, SchemaKeywords keywords)
    {
        if (place.Dialect.IsClassic)
            yield break;
        if (keywords.Text("$ref") is { } reference)
            yield return new ReferenceShape(place, reference, this);
        var isOld = place.Dialect.Draft == SchemaDraft.Draft201909;
        if (keywords.Text(isOld ? "$recursiveRef" : "$dynamicRef") is { } dynamic)
            yield return new ReferenceShape(place, dynamic, this);
    }
}
