using System.Globalization;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>
/// Turns fields of descriptors into elements: fields and groups, with labels and pseudo-options.
/// </summary>
internal sealed class FieldReader(
    ProtoEdition edition,
    OptionReader options,
    DescriptorNames names,
    Func<DescriptorProto, int, List<ProtoElement>> readBody)
{
    private readonly HashSet<DescriptorProto> _groups = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names of the messages that groups among these fields make.</summary>
    public HashSet<string> GroupsOf(IEnumerable<FieldDescriptorProto> fields) => fields
        .Where(field => field.Type == ProtoType.Group)
        .Select(field => LastPart(field.TypeName))
        .ToHashSet(StringComparer.Ordinal);

    /// <param name="field">The field.</param>
    /// <param name="siblings">The messages that stand beside it, by name: among them are those of groups.</param>
    /// <param name="depth">The depth of those messages.</param>
    public ProtoElement Read(FieldDescriptorProto field, ILookup<string, DescriptorProto> siblings, int depth)
    {
        if (field.Type == ProtoType.Group)
            return ReadGroup(field, siblings, depth);

        return new FieldElement
        {
            Label = LabelOf(field),
            Type = TypeOf(field),
            Name = names.Simple(field.Name),
            Number = field.Number,
            Options = OptionsOf(field),
        };
    }

    private GroupElement ReadGroup(FieldDescriptorProto field, ILookup<string, DescriptorProto> siblings, int depth)
    {
        var message = siblings[LastPart(field.TypeName)].FirstOrDefault()
            ?? throw new DescriptorException(
                $"The group of the field \"{DescriptorNames.Shorten(field.Name)}\" is not beside it");

        // Groups of one message would multiply what is in it, level by level.
        if (!_groups.Add(message))
        {
            throw new DescriptorException(
                $"The message \"{DescriptorNames.Shorten(message.Name)}\" is the group of several fields");
        }

        return new GroupElement
        {
            Label = LabelOf(field),
            Name = names.Simple(message.Name),
            Number = field.Number,
            Options = OptionsOf(field),
            Members = readBody(message, depth),
        };
    }

    private NamedType TypeOf(FieldDescriptorProto field)
    {
        if (field.TypeName.Length > 0)
            return new NamedType(names.Type(field.TypeName));
        if (!field.HasType || field.Type is ProtoType.Message or ProtoType.Enum || !Enum.IsDefined(field.Type))
            throw new DescriptorException($"The field \"{DescriptorNames.Shorten(field.Name)}\" lacks its type");
        return new NamedType(field.Type.ToString().ToLowerInvariant());
    }

    private FieldLabel LabelOf(FieldDescriptorProto field)
    {
        if (field.Label == ProtoLabel.Repeated)
            return FieldLabel.Repeated;
        if (field.HasOneofIndex && !field.Proto3Optional)
            return FieldLabel.None;
        if (edition == ProtoEdition.Proto2)
            return field.Label == ProtoLabel.Required ? FieldLabel.Required : FieldLabel.Optional;
        return field.Proto3Optional ? FieldLabel.Optional : FieldLabel.None;
    }

    private List<OptionElement> OptionsOf(FieldDescriptorProto field)
    {
        var elements = new List<OptionElement>();
        if (field.HasDefaultValue)
            elements.Add(Pseudo("default", DefaultOf(field)));
        if (field.HasJsonName && field.JsonName != JsonNames.OfField(field.Name) && field.Extendee.Length == 0)
            elements.Add(Pseudo("json_name", Text(field.JsonName)));
        elements.AddRange(options.Read(field.Options));
        return elements;
    }

    private static OptionValue DefaultOf(FieldDescriptorProto field)
    {
        var text = field.DefaultValue;
        var isNegative = text.StartsWith('-');
        var rest = isNegative ? text[1..] : text;
        switch (field.Type)
        {
            case ProtoType.String:
                return Text(text);
            case ProtoType.Bytes:
                return new StringValue(CEscapes.Undo(text)
                    ?? throw new DescriptorException($"The default value of \"{field.Name}\" has bad escapes"));
            case ProtoType.Float or ProtoType.Double when rest is "inf" or "nan":
                return new WordValue(rest, isNegative);
            case ProtoType.Float or ProtoType.Double
                when double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var real):
                return new FloatValue(isNegative ? -real : real, rest);
            case ProtoType.Bool or ProtoType.Enum:
                return new WordValue(new DescriptorNames().Simple(text));
            default:
                return ulong.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var magnitude)
                    ? new IntegerValue(magnitude, isNegative, rest)
                    : throw new DescriptorException($"The default value of \"{field.Name}\" is not of its type");
        }
    }

    private static OptionElement Pseudo(string word, OptionValue value) =>
        new([new OptionNamePart(word, IsExtension: false)], value);

    private static StringValue Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
