using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// A schema in the form in which schemas are compared: one shape for each family of keywords, whatever the draft and
/// the spelling. Equality is identity: a place in a document has one shape. Belongs to one comparison.
/// </summary>
internal abstract class Shape(ShapeKind kind)
{
    public ShapeKind Kind { get; } = kind;

    /// <summary>Set by the loader before anyone else sees the shape.</summary>
    public ShapeNotes Notes { get; set; } = ShapeNotes.None;

    /// <summary>
    /// Where the schema stands that this is, or is a part of. Set by the loader, as the notes are.
    /// </summary>
    public SchemaPlace Place { get; set; }

    /// <summary>The schema that is meant: behind references, or this one.</summary>
    public virtual Shape Target => this;

    public bool AcceptsEverything => Kind is ShapeKind.Empty or ShapeKind.True;
}

/// <summary>The kinds of shapes; two shapes of different kinds are compared by their kinds alone.</summary>
internal enum ShapeKind
{
    /// <summary>Accepts everything: no keyword that says otherwise.</summary>
    Empty,
    True,
    False,
    Boolean,
    Null,
    String,
    Number,
    Array,
    Object,
    Enum,
    Const,
    Not,
    Combined,

    /// <summary><c>if</c>, <c>then</c>, <c>else</c>; their schemas are never compared.</summary>
    Conditional,

    /// <summary>A reference that leads back to itself; every other one is followed.</summary>
    Reference,
}

/// <summary>What a schema says about itself rather than about data; each is null where it says nothing.</summary>
internal sealed record ShapeNotes(
    string? Id, string? Title, string? Description, SchemaValue? Default, string? ConnectType)
{
    public static readonly ShapeNotes None = new(null, null, null, null, null);

    public static ShapeNotes Of(SchemaPlace place)
    {
        var schema = place.Value;
        return new ShapeNotes(
            IdOf(place),
            schema.TextOf("title"),
            schema.TextOf("description"),
            DefaultOf(place),
            schema.TextOf("connect.type"));
    }

    /// <summary>The identifier of a modern document is its address, not a property of its root.</summary>
    private static string? IdOf(SchemaPlace place)
    {
        var isDocument = ReferenceEquals(place.Value, place.Resource.Document.Root);
        return isDocument && !place.Dialect.IsClassic ? null : place.Value.TextOf(place.Dialect.IdKeyword);
    }

    /// <summary>
    /// A default of null counts in the classic drafts only, and one beside a reference in none (compatibility rules
    /// 5.3).
    /// </summary>
    private static SchemaValue? DefaultOf(SchemaPlace place)
    {
        var value = place.Value["default"];
        var isLost = place.Value["$ref"] is not null
            || (value is { Kind: SchemaValueKind.Null } && !place.Dialect.IsClassic);
        return isLost ? null : value;
    }
}
