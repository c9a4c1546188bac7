using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// The messages and enums of one file or message, in the order of the text; of equal names the first counts.
/// </summary>
internal sealed class TypeScope
{
    private readonly NameNode _scope;
    private readonly NameNode? _message;

    /// <param name="file">A schema, with its own types.</param>
    /// <param name="names">Its names.</param>
    public TypeScope(ProtoFile file, NameTree names)
        : this(file.Members, names.PackageOf(file)) => _message = null;

    /// <param name="message">A message, with the types in it.</param>
    public TypeScope(NameNode message)
        : this(message.Type!.Members, message) => _message = message;

    private TypeScope(IReadOnlyList<ProtoElement> members, NameNode scope)
    {
        _scope = scope;
        foreach (var member in members)
        {
            if (member is MessageElement message)
                Messages.TryAdd(message.Name, Messages.Count);
            else if (member is EnumElement element)
                Enums.TryAdd(element.Name, element);
        }
    }

    /// <summary>The place of each message among the messages.</summary>
    public OrderedDictionary<string, int> Messages { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, EnumElement> Enums { get; } = new(StringComparer.Ordinal);

    /// <summary>The node of one of the messages.</summary>
    public NameNode Node(string name) => _scope.Find(name)!;

    /// <summary>The place of one of the messages.</summary>
    public DifferenceSide Side(string message) => Side(Node(message).Type);

    /// <summary>The place of an element, or where it would stand.</summary>
    /// <param name="element">The element, or null where there is none.</param>
    /// <param name="block">The enum that it stands in, or null.</param>
    public DifferenceSide Side(ProtoElement? element = null, string? block = null) =>
        new(_message, element, block);
}
