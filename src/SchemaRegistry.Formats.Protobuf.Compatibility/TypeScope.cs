using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// The messages and enums of one file or message, in the order of the text; of equal names the first counts.
/// </summary>
internal sealed class TypeScope
{
    private readonly NameNode _scope;

    public TypeScope(IReadOnlyList<ProtoElement> members, NameNode scope)
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
}
