using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using ProtoLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using ProtoType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>The rules about one field: its label, type and standard options together.</summary>
internal sealed class FieldChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        foreach (var field in file.Fields)
        {
            CheckOnce(field, "default");
            CheckOnce(field, "json_name");
            CheckDialect(field);
            if (field.Proto.Options is { } options)
                CheckOptions(field, options);
            if (field.IsExtension)
                CheckExtension(field);
            if (field.IsMap && field.MessageType!.MapField == field)
                CheckMap(field.MessageType);
        }
    }

    private void CheckOnce(FieldSymbol field, string word)
    {
        if (field.Source.Options.Where(option => option.IsNamed(word)).Skip(1).FirstOrDefault() is { } again)
            problems.Add(again.Place, $"Option \"{word}\" is already set");
        if (word == "json_name" && field.Source.FindOption(word) is { Value: not StringValue } option)
            problems.Add(option.Value.Place, "The value of json_name must be a quoted string");
    }

    private void CheckDialect(FieldSymbol field)
    {
        var isProto3 = file.Edition == ProtoEdition.Proto3;
        if (isProto3 && field.Proto.Label == ProtoLabel.Required)
            problems.Add(field, "Required fields are not allowed in proto3");
        if (isProto3 && field.IsGroup)
            problems.Add(field, "Groups are not supported in proto3");
        if (field.Source.FindOption("default") is { } option)
        {
            if (isProto3)
                problems.Add(option.Place, "Explicit default values are not allowed in proto3");
            else if (field.IsImplicit)
                problems.Add(option.Place, "Fields with implicit presence can't have default values");
        }

        if (field is { EnumType: { IsClosed: true } type, IsRepeated: false, IsExtension: false, Oneof: null }
            && field.Features.FieldPresence == FeatureSet.Types.FieldPresence.Implicit
            && field.Container is not { IsMapEntry: true })
        {
            problems.Add(
                field.Source.TypePlace,
                $"The enum \"{type.FullName}\" is closed and can't be the type of \"{field.FullName}\", which has "
                + "implicit presence");
        }
        else if (isProto3 && field.EnumType is { IsClosed: true } closed && !field.IsExtension)
        {
            problems.Add(
                field.Source.TypePlace,
                $"The enum \"{closed.FullName}\" is not open and can't be used in a message of proto3");
        }
    }

    private void CheckOptions(FieldSymbol field, FieldOptions options)
    {
        var place = PlaceOf(field, "lazy");
        if (options is { HasLazy: true, Lazy: true } or { HasUnverifiedLazy: true, UnverifiedLazy: true }
            && field.MessageType is null)
        {
            problems.Add(place, "Only fields of messages can be lazy");
        }

        if (options is { HasPacked: true } && file.IsEditions)
            problems.Add(PlaceOf(field, "packed"), "The option packed is not allowed in editions: use the feature "
                + "repeated_field_encoding");
        else if (options is { HasPacked: true, Packed: true } && !field.IsPackable)
            problems.Add(PlaceOf(field, "packed"), "Only repeated fields of numbers, bools and enums can be packed");
        if (options.HasCtype && file.Edition >= ProtoEdition.Edition2024)
            problems.Add(PlaceOf(field, "ctype"), "The option ctype is not allowed in edition 2024 and later: use the "
                + "feature (pb.cpp).string_type");
        if (options.HasJstype && options.Jstype != FieldOptions.Types.JSType.JsNormal && !Is64Bit(field.Proto.Type))
            problems.Add(PlaceOf(field, "jstype"), "The option jstype is only allowed on 64-bit integers");
        if (file.IsEditions && options.Features is { } features && field.Container is not { IsMapEntry: true })
            CheckFeatures(field, features);
    }

    private void CheckFeatures(FieldSymbol field, FeatureSet own)
    {
        var place = PlaceOf(field, "features");
        string? problem = null;
        if (own.HasFieldPresence)
        {
            if (field.Oneof is not null)
                problem = "Fields of oneofs can't specify field_presence";
            else if (field.IsRepeated)
                problem = "Repeated fields can't specify field_presence";
            else if (field.IsExtension && own.FieldPresence != FeatureSet.Types.FieldPresence.LegacyRequired)
                problem = "Extensions can't specify field_presence";
            else if (field.MessageType is not null && own.FieldPresence == FeatureSet.Types.FieldPresence.Implicit)
                problem = "Fields of messages can't have implicit presence";
        }

        if (own.HasRepeatedFieldEncoding && !field.IsRepeated)
            problem = "Only repeated fields can specify repeated_field_encoding";
        else if (own.HasRepeatedFieldEncoding && !field.IsPackable
            && own.RepeatedFieldEncoding == FeatureSet.Types.RepeatedFieldEncoding.Packed)
            problem = "Only repeated fields of numbers, bools and enums can be packed";
        if (own.HasUtf8Validation && field.Proto.Type != ProtoType.String && !IsMapOf(field, ProtoType.String))
            problem = "Only fields of strings can specify utf8_validation";
        if (own.HasMessageEncoding
            && (field.MessageType is null || (field.IsMap && !IsMapOf(field, ProtoType.Message))))
        {
            problem = "Only fields of messages can specify message_encoding";
        }

        if (problem is not null)
            problems.Add(place, problem);
    }

    private void CheckExtension(FieldSymbol field)
    {
        if (field.IsRequired)
            problems.Add(field, $"The extension \"{field.FullName}\" can't be required");
        if (field.Container is not { } extended)
            return;
        if (file.Edition == ProtoEdition.Proto3 && !Dialects.MayExtendInProto3(extended.FullName))
            problems.Add(field.Source.Extend!.Place, "Extensions in proto3 can only define options");
        if (extended.IsMessageSet && (field.IsRepeated || field.MessageType is null))
            problems.Add(field.Source.TypePlace, "Extensions of message sets must be optional messages");
        if (file.IsLite && !extended.File.IsLite)
            problems.Add(field.Source.Extend!.Place, "A file for the lite runtime can't extend a message of one that "
                + "is not");
    }

    private void CheckMap(MessageSymbol entry)
    {
        var (key, value) = (entry.FieldsByName["key"], entry.FieldsByName["value"]);
        if (key.EnumType is not null)
            problems.Add(key, "Keys of maps can't be enums");
        else if (key.MessageType is not null
            || key.Proto.Type is ProtoType.Float or ProtoType.Double or ProtoType.Bytes)
            problems.Add(key, "Keys of maps can't be float, double, bytes or messages");
        if (value.EnumType is { Values: [{ Proto.Number: not 0 }, ..] } type)
            problems.Add(value, $"The first value of \"{type.FullName}\" must be 0, since it is the value of a map");
    }

    private static bool Is64Bit(ProtoType type) =>
        type is ProtoType.Int64 or ProtoType.Uint64 or ProtoType.Sint64 or ProtoType.Fixed64 or ProtoType.Sfixed64;

    private static bool IsMapOf(FieldSymbol field, ProtoType type) =>
        field.IsMap && field.MessageType!.Fields.Exists(part => part.Proto.Type == type);

    private static TextPlace PlaceOf(FieldSymbol field, string option) =>
        field.Source.Options.FirstOrDefault(
            one => one.Name[0] is { IsExtension: false } first && first.Text == option)?.Place ?? field.Place;
}
