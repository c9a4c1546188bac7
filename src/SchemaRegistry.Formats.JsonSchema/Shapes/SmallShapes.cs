using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>Accepts the values of a list, which may be empty.</summary>
internal sealed class EnumShape(IReadOnlyList<SchemaValue> values) : Shape(ShapeKind.Enum)
{
    public IReadOnlyList<SchemaValue> Values { get; } = values;
}

/// <summary>Accepts one value.</summary>
internal sealed class ConstShape(SchemaValue value) : Shape(ShapeKind.Const)
{
    public SchemaValue Value { get; } = value;
}

/// <summary>Accepts what another schema refuses.</summary>
internal sealed class NotShape(ChildShape inner) : Shape(ShapeKind.Not)
{
    public ChildShape Inner { get; } = inner;
}

/// <summary>A shape of which nothing but its kind is compared.</summary>
internal sealed class PlainShape(ShapeKind kind) : Shape(kind);

/// <summary>How many of its members a combined schema wants to accept a value.</summary>
internal enum Criterion
{
    AllOf,
    AnyOf,
    OneOf,
}

/// <summary>
/// Several schemas under one criterion: written so, or a list of types (any), or keywords of several families in one
/// schema (all).
/// </summary>
internal sealed class CombinedShape(Criterion criterion, IReadOnlyList<ChildShape> members)
    : Shape(ShapeKind.Combined)
{
    public Criterion Criterion { get; } = criterion;

    /// <summary>As the criterion is written, also where nothing is.</summary>
    public string Keyword => Criterion switch
    {
        Criterion.AllOf => "allOf",
        Criterion.AnyOf => "anyOf",
        _ => "oneOf",
    };

    /// <summary>In the order of the text; may be empty, and may repeat itself.</summary>
    public IReadOnlyList<ChildShape> Members { get; } = members;
}

/// <summary>A reference to another schema.</summary>
internal sealed class ReferenceShape(SchemaPlace place, string reference, ShapeLoader loader)
    : Shape(ShapeKind.Reference)
{
    private readonly SchemaPlace _place = place;
    private readonly string _reference = reference;
    private Shape? _target;

    /// <summary>
    /// Behind all references in a row. References that only lead to each other mean no schema: the first one then
    /// stands for itself.
    /// </summary>
    /// <exception cref="UnresolvedReferenceException">It leads nowhere.</exception>
    public override Shape Target
    {
        get
        {
            if (_target is null)
                Follow();
            return _target!;
        }
    }

    /// <summary>Every reference on the way learns its target, so that a long row is walked once.</summary>
    private void Follow()
    {
        var passed = new HashSet<ReferenceShape>();
        Shape met = this;
        while (met is ReferenceShape reference && passed.Add(reference))
            met = reference._target ?? loader.Load(loader.Resolve(reference._place, reference._reference));
        foreach (var reference in passed)
            reference._target = met is ReferenceShape ? reference : met;
    }
}
