using SchemaRegistry.Formats.Protobuf.Descriptors;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Options;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Makes descriptors and symbols of fields: the messages of groups and map entries, oneofs of proto3's optional fields.
/// </summary>
internal sealed class FieldBuilder(LinkedFile file, FileBuilder builder)
{
    private static readonly Dictionary<string, ProtoType> Scalars = new(StringComparer.Ordinal)
    {
        ["double"] = ProtoType.Double,
        ["float"] = ProtoType.Float,
        ["int64"] = ProtoType.Int64,
        ["uint64"] = ProtoType.Uint64,
        ["int32"] = ProtoType.Int32,
        ["fixed64"] = ProtoType.Fixed64,
        ["fixed32"] = ProtoType.Fixed32,
        ["bool"] = ProtoType.Bool,
        ["string"] = ProtoType.String,
        ["bytes"] = ProtoType.Bytes,
        ["uint32"] = ProtoType.Uint32,
        ["sfixed32"] = ProtoType.Sfixed32,
        ["sfixed64"] = ProtoType.Sfixed64,
        ["sint32"] = ProtoType.Sint32,
        ["sint64"] = ProtoType.Sint64,
    };

    public void AddField(ProtoElement element, MessageSymbol message, BuildScope scope, OneofSymbol? oneof)
    {
        var (proto, source) = Begin(element);
        var symbol = new FieldSymbol(FileBuilder.Join(message.FullName, proto.Name), file, proto, source)
        {
            Container = message,
            Oneof = oneof,
        };
        if (oneof is not null)
        {
            proto.OneofIndex = message.Proto.OneofDecl.Count - 1;
            oneof.Fields.Add(symbol);
        }

        message.Proto.Field.Add(proto);
        message.Fields.Add(symbol);
        message.FieldsByName.TryAdd(proto.Name, symbol);
        Finish(element, symbol, scope);
    }

    public void AddExtensions(ExtendElement extend, BuildScope scope)
    {
        if (extend.Members.Count == 0)
            builder.Report(extend, $"The block that extends \"{extend.Name}\" must have at least one field");
        foreach (var element in extend.Members)
        {
            if (element is not (FieldElement or GroupElement))
                continue;
            var (proto, source) = Begin(element);
            proto.Extendee = extend.Name;
            var name = FileBuilder.Join(scope.FullName, proto.Name);
            var symbol = new FieldSymbol(name, file, proto, source with { Extend = extend })
            {
                IsExtension = true,
                ExtensionScope = scope.Message,
            };
            scope.Extensions.Add(proto);
            Finish(element, symbol, scope);
        }
    }

    /// <summary>
    /// Each optional field of proto3 gets a oneof of its own, after all others: an underscore and the field's name,
    /// and as many X before it as make it unique.
    /// </summary>
    public void AddSyntheticOneofs(MessageSymbol message)
    {
        var optional = message.Fields.Where(field => field.Proto.Proto3Optional).ToList();
        if (optional.Count == 0)
            return;
        var taken = message.Fields.Select(field => field.Name)
            .Concat(message.Oneofs.Select(oneof => oneof.Name))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in optional)
        {
            var name = field.Name.StartsWith('_') ? field.Name : "_" + field.Name;
            while (!taken.Add(name))
                name = "X" + name;
            var proto = new OneofDescriptorProto { Name = name };
            field.Proto.OneofIndex = message.Proto.OneofDecl.Count;
            message.Proto.OneofDecl.Add(proto);
            builder.Add(new OneofSymbol(
                FileBuilder.Join(message.FullName, name), file, field.Place, proto, message));
        }
    }

    private (FieldDescriptorProto Proto, FieldSource Source) Begin(ProtoElement element)
    {
        var proto = new FieldDescriptorProto();
        FieldSource source;
        if (element is GroupElement group)
        {
            proto.Name = group.Name.ToLowerInvariant();
            proto.Number = group.Number;
            proto.Type = ProtoType.Group;
            proto.TypeName = group.Name;
            source = new FieldSource(group.Place, group.NumberPlace, group.Place, group.Label, group.Options)
            {
                IsGroup = true,
            };
        }
        else
        {
            var field = (FieldElement)element;
            proto.Name = field.Name;
            proto.Number = field.Number;
            source = new FieldSource(field.Place, field.NumberPlace, field.Type.Place, field.Label, field.Options)
            {
                IsMap = field.Type is MapType,
            };
            SetType(proto, field.Type);
        }

        proto.Label = source.IsMap ? ProtoLabel.Repeated : LabelOf(source.Label);
        proto.JsonName = JsonNames.OfField(proto.Name);
        if (source.FindOption("json_name")?.Value is StringValue jsonName)
            proto.JsonName = jsonName.Text;
        if (source.Label == FieldLabel.Optional && file.Edition == ProtoEdition.Proto3)
            proto.Proto3Optional = true;
        return (proto, source);
    }

    /// <summary>Adds the symbol, its options, and the message that a group or a map makes.</summary>
    private void Finish(ProtoElement element, FieldSymbol symbol, BuildScope scope)
    {
        file.Fields.Add(symbol);
        builder.Add(symbol);
        var options = symbol.Source.Options
            .Where(option => !option.IsNamed("default") && !option.IsNamed("json_name"));
        builder.AddOptions(OptionOwner.Of(symbol.Proto), symbol.FullName, options, symbol);
        switch (element)
        {
            case GroupElement group:
                symbol.MessageType = builder.AddMessage(group, scope);
                break;
            case FieldElement { Type: MapType map } field:
                AddMapEntry(field, map, symbol, scope);
                break;
        }
    }

    private void AddMapEntry(FieldElement field, MapType map, FieldSymbol symbol, BuildScope scope)
    {
        var name = JsonNames.OfMapEntry(field.Name);
        symbol.Proto.TypeName = name;
        var entry = builder.AddMessage(
            new MessageElement { Name = name, Place = field.Place }, scope, isMapEntry: true);
        entry.Proto.Options = new MessageOptions { MapEntry = true };
        entry.MapField = symbol;
        symbol.MessageType = entry;
        AddEntryField("key", 1, map.Key, entry);
        AddEntryField("value", 2, map.Value, entry);
    }

    private void AddEntryField(string name, int number, NamedType type, MessageSymbol entry)
    {
        var proto = new FieldDescriptorProto
        {
            Name = name,
            Number = number,
            Label = ProtoLabel.Optional,
            JsonName = name,
        };
        SetType(proto, type);
        // protoc hands the map's own features on, since its text has no place for those of keys and values.
        var features = entry.MapField!.Source.Options
            .Where(option => option.Name[0] is { IsExtension: false, Text: "features" })
            .ToList();
        var source = new FieldSource(type.Place, type.Place, type.Place, FieldLabel.None, features);
        var symbol = new FieldSymbol(FileBuilder.Join(entry.FullName, name), file, proto, source)
        {
            Container = entry,
        };
        entry.Proto.Field.Add(proto);
        entry.Fields.Add(symbol);
        entry.FieldsByName.Add(name, symbol);
        file.Fields.Add(symbol);
        builder.Add(symbol);
        builder.AddOptions(OptionOwner.Of(proto), symbol.FullName, features, symbol);
    }

    private static void SetType(FieldDescriptorProto proto, Model.FieldType type)
    {
        if (type is not NamedType named)
            proto.Type = ProtoType.Message;
        else if (Scalars.TryGetValue(named.Name, out var scalar))
            proto.Type = scalar;
        else
            proto.TypeName = named.Name;
    }

    private static ProtoLabel LabelOf(FieldLabel label) => label switch
    {
        FieldLabel.Repeated => ProtoLabel.Repeated,
        FieldLabel.Required => ProtoLabel.Required,
        _ => ProtoLabel.Optional,
    };
}
