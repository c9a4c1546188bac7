namespace SchemaRegistry.Formats.Tags;

/// <summary>
/// The path of an entity while a schema is walked: grows by sharing its parents, becomes text when needed.
/// </summary>
public sealed class EntityPath
{
    public static readonly EntityPath Root = new(null, "");

    private readonly EntityPath? _parent;
    private readonly string _name;

    private EntityPath(EntityPath? parent, string name)
    {
        _parent = parent;
        _name = name;
        Length = parent is null ? 0 : parent.Length + (parent._parent is null ? 0 : 1) + name.Length;
    }

    /// <summary>Characters of the text.</summary>
    public long Length { get; }

    public EntityPath Then(string name) => new(this, name);

    public override string ToString()
    {
        var names = new Stack<string>();
        for (var path = this; path._parent is not null; path = path._parent)
            names.Push(path._name);
        return string.Join('.', names);
    }
}
