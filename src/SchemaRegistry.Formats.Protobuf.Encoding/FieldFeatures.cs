using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The features that decide how data looks, as one element of a file has them: those of its edition, overridden from
/// the outside in (protobuf.dev, Feature Settings for Editions). proto2 and proto3 are editions, too.
/// </summary>
internal readonly record struct FieldFeatures(
    FeatureSet.Types.FieldPresence Presence,
    FeatureSet.Types.EnumType EnumType,
    FeatureSet.Types.RepeatedFieldEncoding Repeated,
    FeatureSet.Types.MessageEncoding Messages)
{
    public static FieldFeatures Of(FileDescriptorProto file)
    {
        var defaults = file.Syntax switch
        {
            "" or "proto2" => new FieldFeatures(
                FeatureSet.Types.FieldPresence.Explicit,
                FeatureSet.Types.EnumType.Closed,
                FeatureSet.Types.RepeatedFieldEncoding.Expanded,
                FeatureSet.Types.MessageEncoding.LengthPrefixed),
            "proto3" => new FieldFeatures(
                FeatureSet.Types.FieldPresence.Implicit,
                FeatureSet.Types.EnumType.Open,
                FeatureSet.Types.RepeatedFieldEncoding.Packed,
                FeatureSet.Types.MessageEncoding.LengthPrefixed),
            "editions" when file.Edition is Edition._2023 or Edition._2024 => new FieldFeatures(
                FeatureSet.Types.FieldPresence.Explicit,
                FeatureSet.Types.EnumType.Open,
                FeatureSet.Types.RepeatedFieldEncoding.Packed,
                FeatureSet.Types.MessageEncoding.LengthPrefixed),
            "editions" => throw new ArgumentException(
                $"The file {file.Name} has the edition {file.Edition}; 2023 and 2024 are known."),
            _ => throw new ArgumentException(
                $"The file {file.Name} has the syntax \"{file.Syntax}\"; proto2, proto3 and editions are known."),
        };

        return defaults.With(file.Options?.Features);
    }

    public FieldFeatures With(FeatureSet? features)
    {
        if (features is null)
            return this;
        return new FieldFeatures(
            features.HasFieldPresence ? features.FieldPresence : Presence,
            features.HasEnumType ? features.EnumType : EnumType,
            features.HasRepeatedFieldEncoding ? features.RepeatedFieldEncoding : Repeated,
            features.HasMessageEncoding ? features.MessageEncoding : Messages);
    }

    /// <summary>What proto2 and proto3 say with a label or with the option <c>packed</c>.</summary>
    public FieldFeatures WithLegacy(FieldDescriptorProto field)
    {
        var features = this;
        if (field.Label == FieldDescriptorProto.Types.Label.Required)
            features = features with { Presence = FeatureSet.Types.FieldPresence.LegacyRequired };
        if (field.Options is { HasPacked: true })
        {
            features = features with
            {
                Repeated = field.Options.Packed
                    ? FeatureSet.Types.RepeatedFieldEncoding.Packed
                    : FeatureSet.Types.RepeatedFieldEncoding.Expanded,
            };
        }

        return features;
    }
}
