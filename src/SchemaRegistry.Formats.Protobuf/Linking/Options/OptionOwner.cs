using Google.Protobuf;
using Google.Protobuf.Reflection;
using Target = Google.Protobuf.Reflection.FieldOptions.Types.OptionTargetType;
using FileOptions = Google.Protobuf.Reflection.FileOptions;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>A descriptor that can have options, without its type.</summary>
internal sealed class OptionOwner
{
    private readonly Action<byte[]> _assign;

    private OptionOwner(Target target, string messageName, Action<byte[]> assign, int copies = 1)
    {
        Copies = copies;
        Target = target;
        MessageName = "google.protobuf." + messageName;
        _assign = assign;
    }

    /// <summary>What kind of thing it is, for options that say where they may stand.</summary>
    public Target Target { get; }

    /// <summary>Full name of its options message.</summary>
    public string MessageName { get; }

    /// <summary>How many descriptors have these options.</summary>
    public int Copies { get; }

    /// <summary>The kind as messages name it.</summary>
    public string Noun => Target switch
    {
        Target.TargetTypeExtensionRange => "extension range",
        Target.TargetTypeEnumEntry => "enum value",
        _ => Target.ToString()["TargetType".Length..].ToLowerInvariant(),
    };

    public static OptionOwner Of(FileDescriptorProto proto) => new(
        Target.TargetTypeFile,
        nameof(FileOptions),
        bytes => proto.Options = Merge(proto.Options, FileOptions.Parser, bytes));

    public static OptionOwner Of(DescriptorProto proto) => new(
        Target.TargetTypeMessage,
        nameof(MessageOptions),
        bytes => proto.Options = Merge(proto.Options, MessageOptions.Parser, bytes));

    /// <summary>The ranges of one statement, which share their options.</summary>
    public static OptionOwner Of(IReadOnlyList<DescriptorProto.Types.ExtensionRange> protos) => new(
        Target.TargetTypeExtensionRange,
        nameof(ExtensionRangeOptions),
        bytes =>
        {
            var options = Merge(protos[0].Options, ExtensionRangeOptions.Parser, bytes);
            foreach (var proto in protos)
                proto.Options = options;
        },
        protos.Count);

    public static OptionOwner Of(FieldDescriptorProto proto) => new(
        Target.TargetTypeField,
        nameof(FieldOptions),
        bytes => proto.Options = Merge(proto.Options, FieldOptions.Parser, bytes));

    public static OptionOwner Of(OneofDescriptorProto proto) => new(
        Target.TargetTypeOneof,
        nameof(OneofOptions),
        bytes => proto.Options = Merge(proto.Options, OneofOptions.Parser, bytes));

    public static OptionOwner Of(EnumDescriptorProto proto) => new(
        Target.TargetTypeEnum,
        nameof(EnumOptions),
        bytes => proto.Options = Merge(proto.Options, EnumOptions.Parser, bytes));

    public static OptionOwner Of(EnumValueDescriptorProto proto) => new(
        Target.TargetTypeEnumEntry,
        nameof(EnumValueOptions),
        bytes => proto.Options = Merge(proto.Options, EnumValueOptions.Parser, bytes));

    public static OptionOwner Of(ServiceDescriptorProto proto) => new(
        Target.TargetTypeService,
        nameof(ServiceOptions),
        bytes => proto.Options = Merge(proto.Options, ServiceOptions.Parser, bytes));

    public static OptionOwner Of(MethodDescriptorProto proto) => new(
        Target.TargetTypeMethod,
        nameof(MethodOptions),
        bytes => proto.Options = Merge(proto.Options, MethodOptions.Parser, bytes));

    /// <summary>Adds encoded options to those that the descriptor has.</summary>
    /// <exception cref="InvalidProtocolBufferException">They do not fit the options message that this library was
    /// built with.</exception>
    public void Add(byte[] encoded) => _assign(encoded);

    private static T Merge<T>(T? existing, MessageParser<T> parser, byte[] bytes)
        where T : IMessage<T>
    {
        if (existing is null)
            return parser.ParseFrom(bytes);
        existing.MergeFrom(bytes);
        return existing;
    }
}
