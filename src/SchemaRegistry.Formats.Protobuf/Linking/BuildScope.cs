using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Where the members of a file or message go.</summary>
internal sealed record BuildScope(
    string FullName,
    MessageSymbol? Message,
    RepeatedField<DescriptorProto> Messages,
    RepeatedField<EnumDescriptorProto> Enums,
    RepeatedField<FieldDescriptorProto> Extensions);
