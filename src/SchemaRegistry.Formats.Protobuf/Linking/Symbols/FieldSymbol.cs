using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;
using Presence = Google.Protobuf.Reflection.FeatureSet.Types.FieldPresence;
using ProtoLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking.Symbols;

/// <summary>A field of a message or an extension.</summary>
internal sealed class FieldSymbol(string fullName, LinkedFile file, FieldDescriptorProto proto, FieldSource source)
    : Symbol(fullName, file, source.Place)
{
    public FieldDescriptorProto Proto { get; } = proto;

    /// <summary>What the text says about it.</summary>
    public FieldSource Source { get; } = source;

    /// <summary>
    /// The message that the field stands in; for an extension the extended message, null until it is resolved.
    /// </summary>
    public MessageSymbol? Container { get; set; }

    /// <summary>For an extension: the message around the extend block, or null at the top level.</summary>
    public MessageSymbol? ExtensionScope { get; init; }

    public bool IsExtension { get; init; }

    /// <summary>The oneof of the text that it belongs to, or null.</summary>
    public OneofSymbol? Oneof { get; init; }

    /// <summary>The resolved type of a field of messages.</summary>
    public MessageSymbol? MessageType { get; set; }

    /// <summary>The resolved type of a field of enums.</summary>
    public EnumSymbol? EnumType { get; set; }

    public int Number => Proto.Number;

    public bool IsRepeated => Proto.Label == ProtoLabel.Repeated;

    public bool IsRequired => Features.FieldPresence == Presence.LegacyRequired && !IsRepeated;

    public bool IsGroup => Proto.Type == ProtoType.Group;

    public bool IsMap => IsRepeated && MessageType is { IsMapEntry: true };

    /// <summary>Whether it is framed by tags instead of a length.</summary>
    public bool IsDelimited => MessageType is not null
        && (IsGroup || (Features.MessageEncoding == FeatureSet.Types.MessageEncoding.Delimited
            && !IsMap && Container is not { IsMapEntry: true }));

    /// <summary>Whether many of its values can share one length.</summary>
    public bool IsPackable => IsRepeated && Proto.Type is not
        (ProtoType.String or ProtoType.Bytes or ProtoType.Message or ProtoType.Group);

    public bool IsPacked => IsPackable
        && Features.RepeatedFieldEncoding == FeatureSet.Types.RepeatedFieldEncoding.Packed;

    /// <summary>Whether its zero value is the same as its absence.</summary>
    public bool IsImplicit => !IsRepeated && !IsExtension && MessageType is null && !Proto.HasOneofIndex
        && Features.FieldPresence == Presence.Implicit;

    /// <summary>How messages name it: an extension in parentheses.</summary>
    public string DisplayName => IsExtension ? $"({FullName})" : FullName;
}

/// <summary>
/// What the text says about a field, with the places that messages point to. Fields of map entries have those of the
/// map's type.
/// </summary>
internal sealed record FieldSource(
    TextPlace Place,
    TextPlace NumberPlace,
    TextPlace TypePlace,
    FieldLabel Label,
    IReadOnlyList<OptionElement> Options)
{
    /// <summary>For an extension, the extended type as written.</summary>
    public ExtendElement? Extend { get; init; }

    public bool IsMap { get; init; }

    public bool IsGroup { get; init; }

    /// <summary>The first option that is named by one plain word.</summary>
    public OptionElement? FindOption(string word) => Options.FirstOrDefault(option => option.IsNamed(word));
}

/// <summary>A oneof that is written in the text.</summary>
internal sealed class OneofSymbol(
    string fullName, LinkedFile file, TextPlace place, OneofDescriptorProto proto, MessageSymbol container)
    : Symbol(fullName, file, place)
{
    public OneofDescriptorProto Proto { get; } = proto;

    public MessageSymbol Container { get; } = container;

    public List<FieldSymbol> Fields { get; } = [];
}
