using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// The types and extensions that a schema can name: its own, those of all files that it refers to, and the built-in
/// ones, whether imported or not. Of equal names the first counts, the schema's own before others. Built once, then
/// immutable and free to share between threads.
/// </summary>
internal sealed class NameTree
{
    /// <param name="file">The schema itself.</param>
    /// <param name="others">The files it refers to.</param>
    /// <param name="builtIn">Names that are known without a reference; those of the files go before them.</param>
    public NameTree(ProtoFile file, IEnumerable<ProtoFile> others, NameTree? builtIn)
    {
        Root = new NameNode("", null, builtIn?.Root);
        Add(file, isLocal: true);
        foreach (var other in others)
            Add(other, isLocal: false);
    }

    /// <summary>A tree of names that are known without a reference.</summary>
    public NameTree(IEnumerable<ProtoFile> builtIn)
    {
        Root = new NameNode("", null, null);
        foreach (var file in builtIn)
            Add(file, isLocal: false);
    }

    /// <summary>The scope around all packages.</summary>
    public NameNode Root { get; }

    /// <summary>The scope of a file's own statements.</summary>
    public NameNode PackageOf(ProtoFile file)
    {
        var node = Root;
        if (file.Package is { } package)
        {
            foreach (var part in package.Name.Split('.'))
                node = node.GetOrAdd(part);
        }

        return node;
    }

    /// <summary>
    /// The message, enum or group that a name stands for: sought from <paramref name="scope"/> outward, or from the
    /// root when it starts with a dot. Null when there is none.
    /// </summary>
    public NameNode? FindType(string name, NameNode scope) => Find(name, scope, node => node.Type is not null);

    /// <summary>The extension that a name stands for, sought alike.</summary>
    public NameNode? FindExtension(string name, NameNode scope) =>
        Find(name, scope, node => node.Extension is not null);

    private NameNode? Find(string name, NameNode scope, Predicate<NameNode> isWanted)
    {
        if (name.StartsWith('.'))
            return Descend(Root, name.AsSpan(1)) is { } absolute && isWanted(absolute) ? absolute : null;
        for (var start = scope; start is not null; start = start.Parent)
        {
            if (Descend(start, name) is { } found && isWanted(found))
                return found;
        }

        return null;
    }

    private static NameNode? Descend(NameNode start, ReadOnlySpan<char> name)
    {
        var node = start;
        foreach (var part in name.Split('.'))
        {
            if (node.Find(name[part]) is not { } child)
                return null;
            node = child;
        }

        return node;
    }

    private void Add(ProtoFile file, bool isLocal)
    {
        var package = PackageOf(file);
        AddMembers(file.Members, package, type => type.Node.Define(type.Element, file, package, isLocal));
    }

    /// <summary>Recurses with each message inside another, which the parser bounds.</summary>
    private static void AddMembers(
        IReadOnlyList<ProtoElement> members, NameNode scope, Action<(NameNode Node, ContainerElement Element)> define)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case MessageElement or EnumElement or GroupElement:
                    var type = (ContainerElement)member;
                    var node = scope.GetOrAdd(type.Name);
                    define((node, type));
                    if (type is not EnumElement)
                        AddMembers(type.Members, node, define);
                    break;
                case OneofElement oneof:
                    AddMembers(oneof.Members, scope, define);
                    break;
                case ExtendElement extend:
                    AddExtensions(extend, scope);
                    AddMembers(extend.Members, scope, define);
                    break;
            }
        }
    }

    /// <summary>The field of a group has the group's name in lower case.</summary>
    private static void AddExtensions(ExtendElement extend, NameNode scope)
    {
        foreach (var field in extend.MembersOf<FieldElement>())
            scope.GetOrAdd(field.Name).Define((ProtoElement)field);
        foreach (var group in extend.MembersOf<GroupElement>())
            scope.GetOrAdd(group.Name.ToLowerInvariant()).Define((ProtoElement)group);
    }
}
