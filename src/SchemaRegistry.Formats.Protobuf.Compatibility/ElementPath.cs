using System.Globalization;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>The place of a difference as the API prints it: <c>#/</c>, then names and numbers with slashes.</summary>
internal sealed class ElementPath
{
    public static readonly ElementPath Root = new(null, "");

    private readonly ElementPath? _parent;
    private readonly string _name;

    private ElementPath(ElementPath? parent, string name)
    {
        _parent = parent;
        _name = name;
        Length = (parent?.Length ?? 0) + name.Length + 1;
    }

    /// <summary>Characters of the print.</summary>
    public int Length { get; }

    public ElementPath Then(string name) => new(this, name);

    public ElementPath Then(int number) => new(this, number.ToString(CultureInfo.InvariantCulture));

    public override string ToString()
    {
        var names = new Stack<string>();
        for (var path = this; path._parent is not null; path = path._parent)
            names.Push(path._name);
        return "#/" + string.Join('/', names);
    }
}
