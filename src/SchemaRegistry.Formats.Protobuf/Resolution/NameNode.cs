using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// One name in the tree of names: a part of a package, a message, enum, group or extension. Full names are not held,
/// since those of a file can be far longer than the file.
/// <para>
/// A node may have a node of the same full name in another tree behind it: what is not found here is found there.
/// </para>
/// </summary>
internal sealed class NameNode(string name, NameNode? parent, NameNode? behind)
{
    private readonly NameNode? _behind = behind;
    private Dictionary<string, NameNode>? _children;
    private ContainerElement? _type;
    private NameNode? _package;
    private ProtoFile? _file;
    private bool _isLocal;
    private ProtoElement? _extension;

    public string Name { get; } = name;

    /// <summary>Null for the root, which has no name.</summary>
    public NameNode? Parent { get; } = parent;

    /// <summary>How many names are around it.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>A message, enum or group of this name, or null.</summary>
    public ContainerElement? Type => _type ?? _behind?.Type;

    /// <summary>Whether the type is of the schema itself, not of one that it refers to.</summary>
    public bool IsLocal => _isLocal;

    /// <summary>The file that the type stands in.</summary>
    public ProtoFile? File => _file ?? _behind?.File;

    /// <summary>An extension of this name, or null: a <see cref="FieldElement"/> or <see cref="GroupElement"/>.</summary>
    public ProtoElement? Extension => _extension ?? _behind?.Extension;

    /// <summary>All names from the root on, with dots between them.</summary>
    public string FullName => string.Join('.', NamesBelow(null));

    /// <summary>The type's own name, after those of the messages around it, without its package.</summary>
    public IReadOnlyList<string> LocalNames =>
        _type is null && _behind is not null ? _behind.LocalNames : NamesBelow(_package);

    public NameNode GetOrAdd(string name)
    {
        _children ??= new Dictionary<string, NameNode>(StringComparer.Ordinal);
        if (!_children.TryGetValue(name, out var child))
            _children.Add(name, child = new NameNode(name, this, _behind?.Find(name)));
        return child;
    }

    public NameNode? Find(ReadOnlySpan<char> name) =>
        _children is not null
        && _children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var child)
            ? child
            : _behind?.Find(name);

    /// <summary>Does nothing when the name has a type already.</summary>
    /// <param name="type">What the name stands for.</param>
    /// <param name="file">The file that it stands in.</param>
    /// <param name="package">The package of that file.</param>
    /// <param name="isLocal">Whether that file is the schema itself.</param>
    public void Define(ContainerElement type, ProtoFile file, NameNode package, bool isLocal)
    {
        if (_type is not null)
            return;
        _type = type;
        _file = file;
        _package = package;
        _isLocal = isLocal;
    }

    /// <summary>Does nothing when the name has an extension already.</summary>
    public void Define(ProtoElement extension) => _extension ??= extension;

    private List<string> NamesBelow(NameNode? end)
    {
        var names = new List<string>();
        for (var node = this; node.Parent is not null && node != end; node = node.Parent)
            names.Add(node.Name);
        names.Reverse();
        return names;
    }
}
