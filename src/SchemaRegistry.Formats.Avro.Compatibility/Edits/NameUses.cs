using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>Where a schema's own text refers to a named type by its name.</summary>
internal sealed class NameUses
{
    private readonly SideSource _source;
    private readonly AvroName _name;
    private readonly List<SourcePlace> _found = [];

    private NameUses(SideSource source, AvroName name) => (_source, _name) = (source, name);

    public static IReadOnlyList<SourcePlace> Find(SideSource source, AvroName name)
    {
        var uses = new NameUses(source, name);
        if (source.Root is { } root)
            uses.Visit(root, null);
        return uses._found;
    }

    private void Visit(SourcePlace place, string? enclosing)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        switch (place.Json.Kind)
        {
            case AvroJsonKind.String:
                Take(place, enclosing);
                break;
            case AvroJsonKind.Array:
                for (var index = 0; index < place.Json.Items.Count; index++)
                    Visit(place.Item(index)!, enclosing);
                break;
            case AvroJsonKind.Object when place.Member("type") is { Json.Kind: AvroJsonKind.String } kind:
                VisitObject(place, kind, enclosing);
                break;
        }
    }

    private void VisitObject(SourcePlace place, SourcePlace kind, string? enclosing)
    {
        switch (kind.Json.Text)
        {
            case "array" when place.Member("items") is { } items:
                Visit(items, enclosing);
                break;
            case "map" when place.Member("values") is { } values:
                Visit(values, enclosing);
                break;
            case "record" or "error" when place.Member("fields") is { } fields:
                VisitFields(place, fields, enclosing);
                break;
            case "array" or "map" or "record" or "error" or "enum" or "fixed":
                break;
            default:
                Take(kind, enclosing);
                break;
        }
    }

    private void VisitFields(SourcePlace record, SourcePlace fields, string? enclosing)
    {
        var space = record.Json["namespace"] is { Kind: AvroJsonKind.String } given ? given.Text : enclosing;
        var name = AvroName.Create(record.Json["name"]?.Text ?? "", space);
        for (var index = 0; index < fields.Json.Items.Count; index++)
        {
            if (fields.Item(index)!.Member("type") is { } type)
                Visit(type, name.Namespace);
        }
    }

    private void Take(SourcePlace place, string? enclosing)
    {
        var written = place.Json.Text;
        if (AvroKindNames.IsPrimitive(written))
            return;
        var near = AvroName.Create(written, enclosing);
        var meant = _source.Definitions.ContainsKey(near) ? near : AvroName.Create(written, null);
        if (meant == _name)
            _found.Add(place);
    }
}
