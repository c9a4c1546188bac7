using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;
using static Google.Protobuf.Reflection.FeatureSet.Types;
using DefaultVisibility =
    Google.Protobuf.Reflection.FeatureSet.Types.VisibilityFeature.Types.DefaultSymbolVisibility;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// The features of one element with nothing left open. Older dialects are expressed in the same terms, as the table of
/// defaults in descriptor.proto has them.
/// </summary>
internal sealed record ResolvedFeatures(
    FieldPresence FieldPresence,
    EnumType EnumType,
    RepeatedFieldEncoding RepeatedFieldEncoding,
    MessageEncoding MessageEncoding,
    JsonFormat JsonFormat,
    EnforceNamingStyle NamingStyle,
    DefaultVisibility DefaultVisibility)
{
    private static readonly ResolvedFeatures Proto2 = new(
        FieldPresence.Explicit,
        EnumType.Closed,
        RepeatedFieldEncoding.Expanded,
        MessageEncoding.LengthPrefixed,
        JsonFormat.LegacyBestEffort,
        EnforceNamingStyle.StyleLegacy,
        DefaultVisibility.ExportAll);

    private static readonly ResolvedFeatures Proto3 = Proto2 with
    {
        FieldPresence = FieldPresence.Implicit,
        EnumType = EnumType.Open,
        RepeatedFieldEncoding = RepeatedFieldEncoding.Packed,
        JsonFormat = JsonFormat.Allow,
    };

    private static readonly ResolvedFeatures Edition2023 = Proto3 with { FieldPresence = FieldPresence.Explicit };

    private static readonly ResolvedFeatures Edition2024 = Edition2023 with
    {
        NamingStyle = EnforceNamingStyle.Style2024,
        DefaultVisibility = DefaultVisibility.ExportTopLevel,
    };

    /// <summary>What holds in a file of an edition that says nothing about features.</summary>
    public static ResolvedFeatures DefaultsOf(ProtoEdition edition) => edition switch
    {
        ProtoEdition.Proto2 => Proto2,
        ProtoEdition.Proto3 => Proto3,
        ProtoEdition.Edition2023 => Edition2023,
        ProtoEdition.Edition2024 => Edition2024,
        _ => throw new ArgumentOutOfRangeException(nameof(edition), edition, null),
    };

    /// <summary>These features, changed by those that an element sets itself.</summary>
    public ResolvedFeatures With(FeatureSet? own) => own is null ? this : this with
    {
        FieldPresence = own.HasFieldPresence ? own.FieldPresence : FieldPresence,
        EnumType = own.HasEnumType ? own.EnumType : EnumType,
        RepeatedFieldEncoding = own.HasRepeatedFieldEncoding ? own.RepeatedFieldEncoding : RepeatedFieldEncoding,
        MessageEncoding = own.HasMessageEncoding ? own.MessageEncoding : MessageEncoding,
        JsonFormat = own.HasJsonFormat ? own.JsonFormat : JsonFormat,
        NamingStyle = own.HasEnforceNamingStyle ? own.EnforceNamingStyle : NamingStyle,
        DefaultVisibility = own.HasDefaultSymbolVisibility ? own.DefaultSymbolVisibility : DefaultVisibility,
    };
}
