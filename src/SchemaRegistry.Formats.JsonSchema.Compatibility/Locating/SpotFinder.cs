using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Locating;

/// <summary>Tells where differences are in the text of one of the two schemas. Belongs to one comparison.</summary>
internal sealed class SpotFinder(ComparedSide side)
{
    private LineMarks? _lines;

    public SchemaSpot Root => Show(((JsonSchemaParsedSchema)side.Schema).Scope.Root.RootPlace, []);

    public SchemaSpot Find(DifferencePlace place, ComparedRole role, DifferenceType type)
    {
        var shape = role == ComparedRole.Original ? place.Original : place.Update;
        return Show(shape.Place, KeywordTokens.Of(shape, place.At, type));
    }

    /// <summary>Goes as far as the schema has what the tokens name.</summary>
    private SchemaSpot Show(SchemaPlace place, IReadOnlyList<string> tokens)
    {
        var document = place.Resource.Document;
        var path = document.PathOf(place.Value);
        var value = place.Value;
        var isThere = true;
        foreach (var token in tokens)
        {
            var next = value.IsArray ? KeywordTokens.ItemAt(value, token) : value[token];
            isThere = next is not null;
            if (next is null)
                break;
            path = path.Then(token);
            value = next;
        }

        var shown = isThere ? SchemaPrinter.PrintStart(value, SchemaSpot.MaxValueLength) : null;
        if (document.Name is { } name)
            return new SchemaSpot(path.ToString()) { Reference = name, Value = shown };
        _lines ??= new LineMarks(Encoding.UTF8.GetBytes(side.Text));
        var (line, column) = _lines.Find(value.Position);
        return new SchemaSpot(path.ToString()) { Line = line, Column = column, Value = shown };
    }
}

/// <summary>One of the two sides of a comparison: what was written by, or what reads.</summary>
internal enum ComparedRole
{
    Original,
    Update,
}
