using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// Takes away what a canonical text does not keep: the order of imports, of fields against oneofs, of messages against
/// groups and maps, and whether a method has an empty block.
/// </summary>
internal static class DescriptorOrder
{
    public static void Apply(FileDescriptorProto file)
    {
        // The indexes of imports go with their order: what they point to is noted in another place.
        var isPublic = file.PublicDependency.Select(index => $"!public {file.Dependency[index]}");
        var isWeak = file.WeakDependency.Select(index => $"!weak {file.Dependency[index]}");
        file.Package += string.Concat(isPublic.Concat(isWeak).Order(StringComparer.Ordinal));
        file.PublicDependency.Clear();
        file.WeakDependency.Clear();
        Sort(file.Dependency, path => path);
        Sort(file.Extension, field => field.Extendee + field.Name);
        foreach (var method in file.Service.SelectMany(service => service.Method))
        {
            if (method.Options is not null && method.Options.CalculateSize() == 0)
                method.Options = null;
        }

        foreach (var message in file.MessageType)
            Apply(message);
    }

    private static void Apply(DescriptorProto message)
    {
        var oneofs = message.OneofDecl.Select(oneof => oneof.Name).ToList();
        foreach (var field in message.Field.Where(field => field.HasOneofIndex))
            field.JsonName += "!" + oneofs[field.OneofIndex];
        foreach (var field in message.Field)
            field.ClearOneofIndex();
        Sort(message.Field, field => field.Name);
        Sort(message.Extension, field => field.Extendee + field.Name);
        Sort(message.OneofDecl, oneof => oneof.Name);
        Sort(message.NestedType, nested => nested.Name);
        Sort(message.ExtensionRange, range => $"{range.Start:D10}");
        Sort(message.ReservedRange, range => $"{range.Start:D10}");
        Sort(message.ReservedName, name => name);
        foreach (var nested in message.NestedType)
            Apply(nested);
    }

    private static void Sort<T>(RepeatedField<T> list, Func<T, string> key)
    {
        var sorted = list.OrderBy(key, StringComparer.Ordinal).ToList();
        list.Clear();
        list.AddRange(sorted);
    }
}
