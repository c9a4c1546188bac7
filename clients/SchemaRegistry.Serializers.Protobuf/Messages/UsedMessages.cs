using Google.Protobuf.Reflection;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>
/// The messages at the top of a file that data of one type can hold: what happened to the others does not matter to it.
/// </summary>
internal static class UsedMessages
{
    public static HashSet<string> Of(MessageDescriptor type)
    {
        var seen = new HashSet<MessageDescriptor> { type };
        var open = new Stack<MessageDescriptor>([type]);
        while (open.TryPop(out var next))
        {
            foreach (var field in next.Fields.InDeclarationOrder())
            {
                if (field.FieldType is FieldType.Message or FieldType.Group && seen.Add(field.MessageType))
                    open.Push(field.MessageType);
            }
        }

        return [.. seen.Where(message => message.File == type.File).Select(TopNameOf)];
    }

    /// <summary>The message in which a difference lies, by its path <c>#/Message/…</c>.</summary>
    public static string TopOf(string path) => path.Split('/') is [_, var top, ..] ? top : "";

    private static string TopNameOf(MessageDescriptor message)
    {
        while (message.ContainingType is { } outer)
            message = outer;
        return message.Name;
    }
}
