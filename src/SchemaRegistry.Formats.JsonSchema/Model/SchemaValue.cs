namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>
/// A JSON value of a schema text: a schema, a keyword's value, or anything an unknown keyword holds. Numbers keep their
/// spelling, objects the order of their keys. Immutable; the depth is bounded by
/// <see cref="JsonSchemaLimits.MaxDepth"/>.
/// </summary>
public sealed class SchemaValue
{
    /// <summary>Members from which a look-up by key goes through an index.</summary>
    private const int IndexedMembers = 12;

    private readonly object? _content;
    private Dictionary<string, SchemaValue>? _index;

    private SchemaValue(SchemaValueKind kind, object? content, int position)
    {
        Kind = kind;
        _content = content;
        Position = position;
    }

    public SchemaValueKind Kind { get; }

    /// <summary>Where the value begins, in bytes of the UTF-8 text that it was read from.</summary>
    public int Position { get; }

    /// <summary>The text of a string, or a number as it was written; empty for the other kinds.</summary>
    public string Text => _content as string ?? "";

    public IReadOnlyList<SchemaValue> Items => _content as SchemaValue[] ?? [];

    /// <summary>
    /// In the order of the text, each key once: of duplicates the last value stands, at the place of the first.
    /// </summary>
    public IReadOnlyList<SchemaMember> Members => _content as SchemaMember[] ?? [];

    public bool IsObject => Kind == SchemaValueKind.Object;

    public bool IsArray => Kind == SchemaValueKind.Array;

    public bool IsString => Kind == SchemaValueKind.String;

    public bool IsNumber => Kind == SchemaValueKind.Number;

    public bool IsBoolean => Kind is SchemaValueKind.True or SchemaValueKind.False;

    /// <summary>An object or a boolean, the two shapes of a schema.</summary>
    public bool IsSchema => IsObject || IsBoolean;

    public static SchemaValue Literal(SchemaValueKind kind, int position) => new(kind, null, position);

    public static SchemaValue Number(string spelling, int position) => new(SchemaValueKind.Number, spelling, position);

    public static SchemaValue String(string text, int position) => new(SchemaValueKind.String, text, position);

    public static SchemaValue Array(SchemaValue[] items, int position) => new(SchemaValueKind.Array, items, position);

    public static SchemaValue Object(SchemaMember[] members, int position) =>
        new(SchemaValueKind.Object, members, position);

    /// <summary>The member of that key, or null; null for what is no object.</summary>
    public SchemaValue? this[string key]
    {
        get
        {
            if (_content is not SchemaMember[] members)
                return null;
            if (members.Length >= IndexedMembers)
                return Index(members).GetValueOrDefault(key);
            foreach (var member in members)
            {
                if (member.Key == key)
                    return member.Value;
            }

            return null;
        }
    }

    /// <summary>The text of the member of that key if it is a string, else null.</summary>
    public string? TextOf(string key) => this[key] is { IsString: true } value ? value.Text : null;

    /// <summary>Built at the first look-up; two threads may build it twice, with the same content.</summary>
    private Dictionary<string, SchemaValue> Index(SchemaMember[] members)
    {
        if (_index is { } known)
            return known;
        var index = new Dictionary<string, SchemaValue>(members.Length, StringComparer.Ordinal);
        foreach (var member in members)
            index[member.Key] = member.Value;
        return _index = index;
    }
}

/// <summary>A key of a JSON object and its value.</summary>
public readonly record struct SchemaMember(string Key, SchemaValue Value);
