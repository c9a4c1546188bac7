using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>What descriptors say in a roundabout way.</summary>
internal static class DescriptorQuestions
{
    public static bool IsMapEntry(this DescriptorProto message) => message.Options is { MapEntry: true };

    public static bool IsRepeated(this FieldDescriptorProto field) =>
        field.Label == FieldDescriptorProto.Types.Label.Repeated;

    public static bool IsRequired(this FieldDescriptorProto field) =>
        field.Label == FieldDescriptorProto.Types.Label.Required
        || field.Options?.Features is { FieldPresence: FeatureSet.Types.FieldPresence.LegacyRequired };
}
