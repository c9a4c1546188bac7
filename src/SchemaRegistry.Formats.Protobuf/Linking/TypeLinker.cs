using SchemaRegistry.Formats.Protobuf.Linking.Checks;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Resolves the types of fields, extended messages, and the messages of methods.</summary>
internal sealed class TypeLinker(LinkedFile file, NameScope scope, SymbolTable table, LinkProblems problems)
{
    public void Link()
    {
        foreach (var field in file.Fields)
        {
            if (field.IsExtension)
                LinkExtended(field);
            LinkType(field);
            if (field is { ExtensionScope: { } scope, Container: { } extended } && field.MessageType == scope)
                scope.SetItems.TryAdd(extended.FullName, field);
        }

        foreach (var method in file.Services.SelectMany(service => service.Methods))
        {
            var (input, output) = (method.Element.Request, method.Element.Response);
            method.Proto.InputType = LinkMessage(input.Name, method, input.Place) ?? input.Name;
            method.Proto.OutputType = LinkMessage(output.Name, method, output.Place) ?? output.Name;
        }
    }

    private void LinkExtended(FieldSymbol field)
    {
        var extend = field.Source.Extend!;
        var found = Find(extend.Name, field, extend.Place, LookupKind.Any);
        if (found is not (null or MessageSymbol))
            problems.Add(extend.Place, $"\"{extend.Name}\" is not a message type and can not be extended");
        if (found is not MessageSymbol message)
            return;
        Visibility.CheckUse(message, file, extend.Place, problems);
        field.Container = message;
        field.Proto.Extendee = "." + message.FullName;
        if (message.FindExtensionRange(field.Number) is null)
        {
            problems.Add(
                field.Source.NumberPlace,
                $"\"{message.FullName}\" does not declare {field.Number} as an extension number");
        }
        else if (table.AddExtension(field) is { } existing)
        {
            problems.Add(
                field.Source.NumberPlace,
                $"Extension number {field.Number} of \"{message.FullName}\" is already used by the extension "
                + $"\"{existing.FullName}\" in \"{existing.File.Path}\"");
        }
    }

    private void LinkType(FieldSymbol field)
    {
        if (field.MessageType is { } made)
        {
            field.Proto.TypeName = "." + made.FullName;
            return;
        }

        if (!field.Proto.HasTypeName)
            return;
        var (name, place) = (field.Proto.TypeName, field.Source.TypePlace);
        var found = Find(name, field, place, LookupKind.Type);
        if (found is null)
            return;
        switch (found)
        {
            case MessageSymbol message:
                field.MessageType = message;
                field.Proto.Type = ProtoType.Message;
                break;
            case EnumSymbol element:
                field.EnumType = element;
                field.Proto.Type = ProtoType.Enum;
                break;
            default:
                problems.Add(place, $"\"{name}\" is not a type");
                return;
        }

        if (found is MessageSymbol { IsMapEntry: true })
            problems.Add(place, $"\"{name}\" is the entry of a map and can not be used as a type");
        Visibility.CheckUse(found, file, place, problems);
        field.Proto.TypeName = "." + found.FullName;
    }

    private string? LinkMessage(string name, MethodSymbol method, TextPlace place)
    {
        var found = Find(name, method, place, LookupKind.Any);
        if (found is not (null or MessageSymbol))
            problems.Add(place, $"\"{name}\" is not a message type, which a method takes and returns");
        if (found is not MessageSymbol message)
            return null;
        Visibility.CheckUse(message, file, place, problems);
        return "." + message.FullName;
    }

    private Symbol? Find(string name, Symbol at, TextPlace place, LookupKind kind)
    {
        var found = scope.Find(name, at.FullName, kind);
        if (found is null)
            problems.Add(place, scope.WhyNotFound(name));
        return found;
    }
}
