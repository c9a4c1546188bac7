using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// Splits a schema object into one part for each family of keywords that it has (compatibility rules 5.2 and 5.3): its
/// type with the keywords about that type, the keywords about other types, and every keyword that stands for itself.
/// </summary>
internal sealed class ShapeParts(SchemaKeywords keywords)
{
    private readonly List<Shape> _parts = [];

    public List<Shape> Read()
    {
        var types = Types();
        AddTypes(types);
        AddFamilies(types);
        AddValues();
        AddCombinations();
        return _parts;
    }

    private List<string> Types() => keywords.Value("type") switch
    {
        { IsString: true } name => [name.Text],
        { IsArray: true } list => [.. list.Items.Where(item => item.IsString).Select(item => item.Text).Distinct()],
        _ => [],
    };

    private void AddTypes(List<string> types)
    {
        if (!keywords.IsArray("type"))
        {
            _parts.AddRange(types.Select(ReadType).OfType<Shape>());
            return;
        }

        var bare = new ShapeParts(keywords.WithoutAny());

        // Classic: each type takes its own keywords. Modern: a type stands bare, and the keywords about it become
        // one more alternative.
        var members = keywords.IsClassic
            ? types.Select(ReadType)
            : [.. types.Select(bare.ReadType), .. OwnFamilies(types)];
        ChildShape[] children = [.. members.OfType<Shape>().Select(member => new ChildShape(member))];
        _parts.Add(new CombinedShape(Criterion.AnyOf, children));
    }

    private Shape? ReadType(string name) => name switch
    {
        "string" => StringShape.Read(keywords),
        "integer" => NumberShape.Read(keywords, isInteger: true),
        "number" => NumberShape.Read(keywords, isInteger: false),
        "object" => ObjectShape.Read(keywords),
        "array" => ArrayShape.Read(keywords),
        "boolean" => new PlainShape(ShapeKind.Boolean),
        "null" => new PlainShape(ShapeKind.Null),
        _ => null,
    };

    private IEnumerable<Shape> OwnFamilies(List<string> types) => Families().Where(shape => IsNamed(shape, types));

    private void AddFamilies(List<string> types) => _parts.AddRange(Families().Where(shape => !IsNamed(shape, types)));

    /// <summary>The keywords about one type of data, whether or not the schema names that type.</summary>
    private IEnumerable<Shape> Families()
    {
        if (StringShape.IsIn(keywords))
            yield return StringShape.Read(keywords);
        if (NumberShape.IsIn(keywords))
            yield return NumberShape.Read(keywords, isInteger: false);
        if (ObjectShape.IsIn(keywords))
            yield return ObjectShape.Read(keywords);
        if (ArrayShape.IsIn(keywords))
            yield return ArrayShape.Read(keywords);
    }

    private static bool IsNamed(Shape family, List<string> types) => family.Kind switch
    {
        ShapeKind.String => types.Contains("string"),
        ShapeKind.Number => types.Contains("number") || types.Contains("integer"),
        ShapeKind.Object => types.Contains("object"),
        _ => types.Contains("array"),
    };

    private void AddValues()
    {
        if (keywords.Value("enum") is { IsArray: true } values)
            _parts.Add(new EnumShape(values.Items));
        if (keywords.Draft >= SchemaDraft.Draft6 && keywords.Value("const") is { } value)
            _parts.Add(new ConstShape(value));
    }

    private void AddCombinations()
    {
        AddCombined("allOf", Criterion.AllOf);
        AddCombined("anyOf", Criterion.AnyOf);
        AddCombined("oneOf", Criterion.OneOf);
        if (keywords.Schema("not") is { } inner)
            _parts.Add(new NotShape(inner));
        if (keywords.Draft >= SchemaDraft.Draft7 && keywords.HasAny("if", "then", "else"))
            _parts.Add(new PlainShape(ShapeKind.Conditional));
    }

    private void AddCombined(string keyword, Criterion criterion)
    {
        if (keywords.IsArray(keyword))
            _parts.Add(new CombinedShape(criterion, keywords.Schemas(keyword)));
    }
}
