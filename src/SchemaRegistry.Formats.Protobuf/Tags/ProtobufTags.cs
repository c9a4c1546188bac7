using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Protobuf.Tags;

/// <summary>
/// The tags of the messages and fields of a file. The path of a message is its name after those of the messages around
/// it, without the package; that of a field is its message's with its own name behind it. A field of a oneof may also
/// be found by a path with the name of the oneof. Groups are passed over. One object serves one edit.
/// </summary>
internal sealed class ProtobufTags(ProtoFile file)
{
    private readonly NameIndex<MessageElement> _messages = new(message => message.Name);
    private readonly NameIndex<OneofElement> _oneofs = new(oneof => oneof.Name);
    private readonly NameIndex<FieldElement> _fields = new(field => field.Name);

    private readonly Dictionary<ProtoElement, IReadOnlyList<OptionElement>> _edited =
        new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<SchemaTags> Find(ProtoFile file)
    {
        var tags = new TagList();
        foreach (var message in file.MembersOf<MessageElement>())
            Find(message, EntityPath.Root.Then(message.Name), tags);
        return tags.Found;
    }

    /// <summary>Whether the file has the entity.</summary>
    public bool TryApply(EntityEdit edit)
    {
        var isField = edit.Entity.Kind == SchemaEntityKind.Field;
        var name = isField ? TagOption.OfField : TagOption.OfMessage;
        if (FindElement(edit.Entity.PlainPath.Split('.'), isField) is not { } element)
            return false;
        if (!_edited.TryGetValue(element, out var options))
            options = OptionsOf(element);
        _edited[element] = TagOption.Write(options, name, edit.Apply(TagOption.Read(options, name)));
        return true;
    }

    /// <summary>
    /// The file with the edited options. No import is added for them: other registries do not either, and the text is
    /// part of a schema's identity.
    /// </summary>
    public ProtoFile Apply() => file with { Members = [.. file.Members.Select(Apply)] };

    private static void Find(MessageElement message, EntityPath path, TagList tags)
    {
        tags.Add(path, SchemaEntityKind.Record, TagOption.Read(OptionsOf(message), TagOption.OfMessage));
        foreach (var field in FieldsOf(message))
            tags.Add(path.Then(field.Name), SchemaEntityKind.Field, TagOption.Read(field.Options, TagOption.OfField));
        foreach (var inner in message.MembersOf<MessageElement>())
            Find(inner, path.Then(inner.Name), tags);
    }

    private static IEnumerable<FieldElement> FieldsOf(MessageElement message) =>
        message.MembersOf<FieldElement>()
            .Concat(message.MembersOf<OneofElement>().SelectMany(oneof => oneof.MembersOf<FieldElement>()));

    private static IReadOnlyList<OptionElement> OptionsOf(ProtoElement element) =>
        element is FieldElement field ? field.Options : [.. ((MessageElement)element).MembersOf<OptionElement>()];

    private ProtoElement? FindElement(ReadOnlySpan<string> names, bool isField)
    {
        var outer = isField ? names[..^1] : names;
        MessageElement? message = null;
        for (var index = 0; index < outer.Length; index++)
        {
            var inner = message is null
                ? _messages.Find(file, file.MembersOf<MessageElement>(), outer[index])
                : _messages.Find(message, message.MembersOf<MessageElement>(), outer[index]);
            if (inner is null)
            {
                return message is not null && isField && index == outer.Length - 1
                    && _oneofs.Find(message, message.MembersOf<OneofElement>(), outer[index]) is { } oneof
                    ? _fields.Find(oneof, oneof.MembersOf<FieldElement>(), names[^1])
                    : null;
            }

            message = inner;
        }

        return message is not null && isField ? _fields.Find(message, FieldsOf(message), names[^1]) : message;
    }

    private ProtoElement Apply(ProtoElement element) => element switch
    {
        MessageElement message => Apply(message),
        OneofElement oneof => oneof with { Members = [.. oneof.Members.Select(Apply)] },
        FieldElement field when _edited.TryGetValue(field, out var options) => field with { Options = options },
        _ => element,
    };

    /// <summary>Recurses with each message inside another, which the parser bounds.</summary>
    private MessageElement Apply(MessageElement message)
    {
        IEnumerable<ProtoElement> members = message.Members;
        if (_edited.TryGetValue(message, out var options))
            members = options.Concat(members.Where(member => member is not OptionElement));
        return message with { Members = [.. members.Select(Apply)] };
    }

    /// <summary>The members of blocks by name; of equal names the first counts.</summary>
    private sealed class NameIndex<T>(Func<T, string> nameOf)
        where T : ProtoElement
    {
        private readonly Dictionary<object, Dictionary<string, T>> _known = new(ReferenceEqualityComparer.Instance);

        public T? Find(object owner, IEnumerable<T> members, string name)
        {
            if (!_known.TryGetValue(owner, out var byName))
            {
                byName = new Dictionary<string, T>(StringComparer.Ordinal);
                foreach (var member in members)
                    byName.TryAdd(nameOf(member), member);
                _known.Add(owner, byName);
            }

            return byName.GetValueOrDefault(name);
        }
    }
}
