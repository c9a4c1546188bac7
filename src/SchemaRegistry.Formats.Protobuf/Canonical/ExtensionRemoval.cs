using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Takes away what extends the language or other messages: custom options, <c>extend</c> blocks and ranges for
/// extensions.
/// </summary>
internal sealed class ExtensionRemoval
{
    private const string RegistryPackage = "confluent.";

    private readonly KeptOptions _kept;

    private ExtensionRemoval(KeptOptions kept) => _kept = kept;

    public static ProtoFile Apply(ProtoFile file, KeptOptions kept) =>
        file with { Members = new ExtensionRemoval(kept).Members(file.Members) };

    private List<ProtoElement> Members(IReadOnlyList<ProtoElement> members) =>
    [
        .. members
            .Where(member => member is not ExtendElement and not ExtensionsElement)
            .Where(member => member is not OptionElement option || IsKept(option))
            .Select(Strip),
    ];

    /// <summary>Recurses with each message inside another, which the parser bounds.</summary>
    private ProtoElement Strip(ProtoElement member) => member switch
    {
        GroupElement group => group with { Options = Options(group.Options), Members = Members(group.Members) },
        ContainerElement container => container with { Members = Members(container.Members) },
        FieldElement field => field with { Options = Options(field.Options) },
        EnumConstantElement constant => constant with { Options = Options(constant.Options) },
        RpcElement rpc => rpc with { Options = Options(rpc.Options) },
        _ => member,
    };

    private IReadOnlyList<OptionElement> Options(IReadOnlyList<OptionElement> options) =>
        options.All(IsKept) ? options : [.. options.Where(IsKept)];

    private bool IsKept(OptionElement option) =>
        option.Name.All(part => !part.IsExtension)
        || (_kept == KeptOptions.OfRegistries
            && option.Name[0].Text.TrimStart('.').StartsWith(RegistryPackage, StringComparison.Ordinal));
}

/// <summary>Which custom options stay.</summary>
internal enum KeptOptions
{
    None,

    /// <summary>Those of <c>confluent</c>, which registries know.</summary>
    OfRegistries,
}
