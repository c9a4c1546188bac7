using Google.Protobuf.Reflection;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>
/// Tells once per type whether messages have to be looked through for required fields that are not set.
/// </summary>
internal static class RequiredFields
{
    /// <summary>
    /// Whether the type, or one that its fields lead to, has a required field or may have one by an extension.
    /// </summary>
    public static bool MayBeIn(MessageDescriptor type)
    {
        var seen = new HashSet<MessageDescriptor> { type };
        var open = new Stack<MessageDescriptor>([type]);
        while (open.TryPop(out var next))
        {
            if (next.ToProto().ExtensionRange.Count > 0)
                return true;
            foreach (var field in next.Fields.InDeclarationOrder())
            {
                if (field.IsRequired)
                    return true;
                if (field.FieldType is FieldType.Message or FieldType.Group && seen.Add(field.MessageType))
                    open.Push(field.MessageType);
            }
        }

        return false;
    }
}
