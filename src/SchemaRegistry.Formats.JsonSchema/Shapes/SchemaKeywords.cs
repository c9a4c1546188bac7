using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// The keywords of one schema object. A keyword whose value is not of the expected kind reads as absent: the parser
/// refuses it where that matters.
/// </summary>
internal readonly struct SchemaKeywords(SchemaPlace place, ShapeLoader loader)
{
    private static readonly HashSet<string> NoNames = [];
    private static readonly Dictionary<string, IReadOnlySet<string>> NoLists = [];

    public SchemaDraft Draft => place.Dialect.Draft;

    public bool IsClassic => place.Dialect.IsClassic;

    /// <summary>The same dialect, and no keyword.</summary>
    public SchemaKeywords WithoutAny() => new(place with { Value = SchemaValue.Object([], 0) }, loader);

    public bool Has(string keyword) => place.Value[keyword] is not null;

    public bool HasAny(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Has(keyword))
                return true;
        }

        return false;
    }

    public bool IsTrue(string keyword) => place.Value[keyword] is { Kind: SchemaValueKind.True };

    public bool IsArray(string keyword) => place.Value[keyword] is { IsArray: true };

    public SchemaValue? Value(string keyword) => place.Value[keyword];

    public string? Text(string keyword) => place.Value.TextOf(keyword);

    public string? NumberText(string keyword) => place.Value[keyword] is { IsNumber: true } value ? value.Text : null;

    /// <summary>Bounds are compared as doubles: 5 and 5.0 are one bound.</summary>
    public double? Number(string keyword) =>
        NumberText(keyword) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public ChildShape? Schema(string keyword) => place.Value[keyword] is { IsSchema: true } value ? Child(value) : null;

    public IReadOnlyList<ChildShape> Schemas(string keyword)
    {
        var read = this;
        return place.Value[keyword] is { IsArray: true } list ? [.. list.Items.Select(item => read.Child(item))] : [];
    }

    /// <summary>The members of an object that are schemas.</summary>
    public NamedShapes NamedSchemas(string keyword)
    {
        if (place.Value[keyword] is not { IsObject: true } value)
            return NamedShapes.None;
        var shapes = new OrderedDictionary<string, ChildShape>(StringComparer.Ordinal);
        foreach (var member in value.Members)
        {
            if (member.Value.IsSchema)
                shapes.Add(member.Key, Child(member.Value));
        }

        return new NamedShapes(shapes);
    }

    public IReadOnlySet<string> Names(string keyword) => NamesIn(place.Value[keyword]);

    /// <summary>The members of an object that are lists of names, without the empty ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> NameLists(string keyword)
    {
        if (place.Value[keyword] is not { IsObject: true } value)
            return NoLists;
        var lists = new OrderedDictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var member in value.Members)
        {
            if (NamesIn(member.Value) is { Count: > 0 } names)
                lists.Add(member.Key, names);
        }

        return lists;
    }

    public ExtraContent Extra(string keyword) => place.Value[keyword] switch
    {
        { Kind: SchemaValueKind.False } => ExtraContent.Nothing,
        { IsObject: true } schema => new ExtraContent(true, Child(schema)),
        _ => ExtraContent.Anything,
    };

    private static HashSet<string> NamesIn(SchemaValue? list)
    {
        if (list is null || list.Items.Count == 0)
            return NoNames;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (item.IsString)
                names.Add(item.Text);
        }

        return names;
    }

    private ChildShape Child(SchemaValue value) => new(place.Child(value), loader);
}
