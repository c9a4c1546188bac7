using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.JsonSchema.Tags;

/// <summary>
/// Writes tags into a schema. It follows the paths that <see cref="TagFinder"/> makes; where a schema is no
/// combination, the number of a member means the schema itself. A name of a property may have dots: the shortest name
/// that is there is taken.
/// </summary>
internal sealed class TagEditor(SchemaScope scope)
{
    private readonly ShapeLoader _shapes = new(scope);
    private readonly MemberOrder _order = new();
    private readonly Dictionary<SchemaValue, IReadOnlyList<string>> _tags = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the schema has the entity.</summary>
    public bool TryApply(EntityEdit edit)
    {
        var names = new Queue<string>(edit.Entity.PlainPath.Split('.'));
        if (Find(names, edit.Entity.Kind) is not { IsObject: true } schema)
            return false;
        _tags[schema] = edit.Apply(_tags.GetValueOrDefault(schema) ?? TagKeyword.Read(schema));
        return true;
    }

    public string Print() => SchemaPrinter.Print(Rewrite(scope.Root.Root), KeyOrder.AsWritten);

    private SchemaValue? Find(Queue<string> names, SchemaEntityKind kind)
    {
        var place = scope.Root.RootPlace;
        var shape = _shapes.Load(place);
        while (names.TryDequeue(out var name))
        {
            SchemaValue? next = null;
            switch (name)
            {
                case "object" when names.Count == 0:
                    return kind == SchemaEntityKind.Record ? place.Value : null;
                case "object":
                    next = FindNamed(place.Value, names);
                    if (names.Count == 0)
                        return next;
                    break;
                case "array":
                    next = place.Value["items"];
                    break;
                case "not":
                    next = place.Value["not"];
                    break;
                case "conditional":
                    next = names.TryDequeue(out var branch) && branch is "if" or "then" or "else"
                        ? place.Value[branch]
                        : null;
                    break;
                case "allof" or "anyof" or "oneof":
                    if (FindMember(shape, name, names) is not { } member)
                        return null;
                    if (member.Source is null)
                    {
                        shape = member.Shape;
                        continue;
                    }

                    next = member.Source;
                    break;
            }

            if (next is not { IsSchema: true })
                return null;
            place = place.Child(next);
            shape = _shapes.Load(place);
        }

        return null;
    }

    private ChildShape? FindMember(Shape shape, string criterion, Queue<string> names)
    {
        if (!names.TryDequeue(out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return null;
        if (shape is not CombinedShape combined
            || !criterion.Equals(combined.Criterion.ToString(), StringComparison.OrdinalIgnoreCase))
            return new ChildShape(shape);
        var members = _order.Sort(combined);
        return index < members.Count ? members[index] : null;
    }

    private static SchemaValue? FindNamed(SchemaValue schema, Queue<string> names)
    {
        var keyword = names.Peek() is "definitions" or "$defs" ? names.Dequeue() : "properties";
        if (schema[keyword] is not { IsObject: true } named || !names.TryDequeue(out var name))
            return null;
        for (var dots = 0; ; dots++)
        {
            if (named[name] is { } found)
                return found;
            if (dots == FormatLimits.MaxDotsInName || !names.TryDequeue(out var more))
                return null;
            name = $"{name}.{more}";
        }
    }

    /// <summary>Recurses with the depth of the text, which the parser bounds.</summary>
    private SchemaValue Rewrite(SchemaValue value)
    {
        if (value.IsArray)
            return SchemaValue.Array([.. value.Items.Select(Rewrite)], value.Position);
        if (!value.IsObject)
            return value;
        var members = value.Members.Select(member => new SchemaMember(member.Key, Rewrite(member.Value))).ToArray();
        return SchemaValue.Object(
            _tags.TryGetValue(value, out var tags) ? [.. TagKeyword.Write(members, tags)] : members, value.Position);
    }
}
