using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using static Google.Protobuf.Reflection.FeatureSet.Types;
using ProtoLabel = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Gives every symbol of a file its features, those of what is around it changed by its own. In proto2 and proto3 older
/// words stand for features.
/// </summary>
internal sealed class FeatureResolver(LinkedFile file, LinkProblems problems)
{
    public void Resolve()
    {
        var filePlace = file.Element.Syntax?.Place ?? default;
        file.Features = Merge(file.Features, file.Descriptor.Options?.Features, filePlace);
        if (file.IsEditions && file.Features.FieldPresence == FieldPresence.LegacyRequired)
            problems.Add(filePlace, "field_presence LEGACY_REQUIRED can't be the default of a file");
        foreach (var message in file.Messages)
        {
            message.Features = Merge(message, message.Parent?.Features, message.Proto.Options?.Features);
            foreach (var oneof in message.Oneofs)
                oneof.Features = Merge(oneof, message.Features, oneof.Proto.Options?.Features);
        }

        foreach (var element in file.Enums)
        {
            element.Features = Merge(element, element.Parent?.Features, element.Proto.Options?.Features);
            foreach (var value in element.Values)
                value.Features = Merge(value, element.Features, value.Proto.Options?.Features);
        }

        foreach (var field in file.Fields)
        {
            var parent = field.IsExtension ? field.ExtensionScope : (Symbol?)field.Oneof ?? field.Container;
            field.Features = Merge(field, parent?.Features, field.Proto.Options?.Features);
            if (!file.IsEditions)
                field.Features = WithOldWords(field);
        }

        foreach (var service in file.Services)
        {
            service.Features = Merge(service, null, service.Proto.Options?.Features);
            foreach (var method in service.Methods)
                method.Features = Merge(method, service.Features, method.Proto.Options?.Features);
        }
    }

    private ResolvedFeatures Merge(Symbol symbol, ResolvedFeatures? around, FeatureSet? own) =>
        Merge(around ?? file.Features, own, symbol.Place);

    private ResolvedFeatures Merge(ResolvedFeatures around, FeatureSet? own, TextPlace place)
    {
        if (own is null)
            return around;
        if (UnknownIn(own) is { } name)
            problems.Add(place, $"The feature {name} must have a known value, not its UNKNOWN");
        return around.With(own);
    }

    private static string? UnknownIn(FeatureSet own) => own switch
    {
        { HasFieldPresence: true, FieldPresence: FieldPresence.Unknown } => "field_presence",
        { HasEnumType: true, EnumType: EnumType.Unknown } => "enum_type",
        { HasRepeatedFieldEncoding: true, RepeatedFieldEncoding: RepeatedFieldEncoding.Unknown } =>
            "repeated_field_encoding",
        { HasUtf8Validation: true, Utf8Validation: Utf8Validation.Unknown } => "utf8_validation",
        { HasMessageEncoding: true, MessageEncoding: MessageEncoding.Unknown } => "message_encoding",
        { HasJsonFormat: true, JsonFormat: JsonFormat.Unknown } => "json_format",
        { HasEnforceNamingStyle: true, EnforceNamingStyle: EnforceNamingStyle.Unknown } => "enforce_naming_style",
        { HasDefaultSymbolVisibility: true, DefaultSymbolVisibility: 0 } => "default_symbol_visibility",
        _ => null,
    };

    private static ResolvedFeatures WithOldWords(FieldSymbol field)
    {
        var features = field.Features;
        if (field.Proto.Label == ProtoLabel.Required)
            features = features with { FieldPresence = FieldPresence.LegacyRequired };
        if (field.Proto.Proto3Optional)
            features = features with { FieldPresence = FieldPresence.Explicit };
        if (field.Proto.Options is { HasPacked: true } options)
        {
            features = features with
            {
                RepeatedFieldEncoding =
                    options.Packed ? RepeatedFieldEncoding.Packed : RepeatedFieldEncoding.Expanded,
            };
        }

        return features;
    }
}
