using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Takes away what extends the language or other messages: custom options (but those of <c>confluent</c>, which
/// registries know), <c>extend</c> blocks and ranges for extensions.
/// </summary>
internal static class ExtensionRemoval
{
    private const string KeptPackage = "confluent.";

    public static ProtoFile Apply(ProtoFile file) => file with { Members = Members(file.Members) };

    private static List<ProtoElement> Members(IReadOnlyList<ProtoElement> members) =>
    [
        .. members
            .Where(member => member is not ExtendElement and not ExtensionsElement)
            .Where(member => member is not OptionElement option || IsKept(option))
            .Select(Strip),
    ];

    /// <summary>Recurses with each message inside another, which the parser bounds.</summary>
    private static ProtoElement Strip(ProtoElement member) => member switch
    {
        GroupElement group => group with { Options = Options(group.Options), Members = Members(group.Members) },
        ContainerElement container => container with { Members = Members(container.Members) },
        FieldElement field => field with { Options = Options(field.Options) },
        EnumConstantElement constant => constant with { Options = Options(constant.Options) },
        RpcElement rpc => rpc with { Options = Options(rpc.Options) },
        _ => member,
    };

    private static IReadOnlyList<OptionElement> Options(IReadOnlyList<OptionElement> options) =>
        options.All(IsKept) ? options : [.. options.Where(IsKept)];

    private static bool IsKept(OptionElement option) =>
        option.Name.All(part => !part.IsExtension)
        || option.Name[0].Text.TrimStart('.').StartsWith(KeptPackage, StringComparison.Ordinal);
}
