using System.Security.Cryptography;
using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;
using SchemaRegistry.Formats.Protobuf.Tags;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Protobuf;

/// <summary>A .proto file with the texts that it refers to. Nothing of it is linked before it is asked for.</summary>
public sealed class ProtobufSchema : ParsedSchema
{
    private const string IgnoreExtensions = "ignore_extensions";
    private const string Serialized = "serialized";

    /// <summary>
    /// The name that the descriptor of a schema has, which has no path of its own: as other registries do.
    /// </summary>
    private const string DescriptorName = "default";

    private readonly IReadOnlyDictionary<string, ProtoFile> _imports;
    private readonly Lazy<ResolvedFile> _resolved;
    private readonly Lazy<NormalizedFile> _normalized;
    private readonly Lazy<string> _normalizedText;
    private readonly Lazy<ulong> _equivalenceKey;
    private readonly Lazy<LinkResult> _linked;

    /// <param name="file">The file itself.</param>
    /// <param name="references">What it refers to, as texts.</param>
    /// <param name="imports">The same, read, by import path.</param>
    /// <exception cref="PrintTooLongException">Its print is longer than may be stored.</exception>
    internal ProtobufSchema(
        ProtoFile file, ReferenceSet references, IReadOnlyDictionary<string, ProtoFile> imports)
    {
        File = file;
        References = references;
        _imports = imports;
        CanonicalText = ProtoPrinter.Print(file, OptionOrder.SpecialsLast);
        _resolved = new Lazy<ResolvedFile>(ToResolved);
        _normalized = new Lazy<NormalizedFile>(() => ProtoNormalizer.Normalize(Resolved.File, Resolved.Names));
        _normalizedText = new Lazy<string>(() => ProtoPrinter.Print(_normalized.Value.File, OptionOrder.AsGiven));
        _equivalenceKey = new Lazy<ulong>(ComputeEquivalenceKey);
        _linked = new Lazy<LinkResult>(Link);
    }

    /// <summary>The elements of the file, as they are written.</summary>
    public ProtoFile File { get; }

    /// <summary>The texts that the file may import.</summary>
    public ReferenceSet References { get; }

    public override SchemaType Type => SchemaType.Protobuf;

    public override string CanonicalText { get; }

    /// <summary>Full name of the first message, or of the first enum when there is no message.</summary>
    public override string? Name
    {
        get
        {
            var file = Named();
            ContainerElement? first = file.MembersOf<MessageElement>().FirstOrDefault();
            first ??= file.MembersOf<EnumElement>().FirstOrDefault();
            return first is null || file.Package is null ? first?.Name : $"{file.Package.Name}.{first.Name}";
        }
    }

    /// <summary>Names of the fields of all messages at the top level, each once.</summary>
    public override IReadOnlyCollection<string> TopLevelFields =>
    [
        .. Named().MembersOf<MessageElement>().SelectMany(message => FieldNames(message.Members)).Distinct(),
    ];

    public override ulong EquivalenceKey => _equivalenceKey.Value;

    /// <summary>Names of types in the file that nothing defines, in the order in which they were met.</summary>
    internal IReadOnlyList<UnresolvedType> UnresolvedTypes => _normalized.Value.Unresolved;

    /// <summary>The file with all names that it can use, as the rules of compatibility look at it.</summary>
    internal ResolvedFile Resolved => _resolved.Value;

    /// <summary>The file whose print is the normalized text.</summary>
    internal ProtoFile Normalized => _normalized.Value.File;

    public override string ToNormalizedText() => _normalizedText.Value;

    /// <summary>
    /// The descriptors of this file and of all that it imports. Linking is stricter than reading: a schema that was
    /// registered may have none, and then has the reasons.
    /// </summary>
    public LinkResult Linked => _linked.Value;

    /// <summary>
    /// Knows <c>ignore_extensions</c>: without custom options and what declares extensions; and <c>serialized</c>: the
    /// base64 of the file's descriptor, or the canonical text when the file can not be linked.
    /// </summary>
    public override string ToFormat(string format)
    {
        if (format.Equals(IgnoreExtensions, StringComparison.OrdinalIgnoreCase))
            return ProtoPrinter.Print(ExtensionRemoval.Apply(File, KeptOptions.OfRegistries), OptionOrder.SpecialsLast);
        return format.Equals(Serialized, StringComparison.OrdinalIgnoreCase) && Linked.TryGetFile(out var descriptor)
            ? Convert.ToBase64String(descriptor.ToByteArray())
            : CanonicalText;
    }

    /// <summary>Equal canonical texts: spellings and orders count, comments and blanks do not.</summary>
    public override bool IsEquivalentTo(ParsedSchema other) =>
        other is ProtobufSchema protobuf && CanonicalText == protobuf.CanonicalText;

    /// <summary>
    /// What a linker finds that holds the file to its imports, built-in files included. Custom options do not count:
    /// registries keep those that they do not know, and write their own without an import.
    /// </summary>
    public override IReadOnlyList<SchemaProblem> FindFieldProblems()
    {
        var imports = _imports.ToDictionary(import => import.Key, import => WithoutOptions(import.Value));
        return ProtobufLinker.Link(DescriptorName, WithoutOptions(File), imports, ImportRule.Protoc).Problems;
    }

    public override IReadOnlyList<SchemaTags> FindTags() => ProtobufTags.Find(File);

    public override TagEditResult EditTags(TagEdit edit)
    {
        var tags = new ProtobufTags(File);
        foreach (var entity in edit.Entities)
        {
            if (!tags.TryApply(entity))
                return TagEditResult.NoMatch(entity.Entity);
        }

        try
        {
            return TagEditResult.Success(ProtoPrinter.Print(tags.Apply(), OptionOrder.SpecialsLast));
        }
        catch (PrintTooLongException e)
        {
            return TagEditResult.Failure(e.Message);
        }
    }

    /// <summary>A file without types that imports one file publicly stands for that file.</summary>
    private ProtoFile Named()
    {
        if (File.Members.Any(member => member is MessageElement or EnumElement))
            return File;
        var publics = File.MembersOf<ImportElement>().Where(import => import.Kind == ImportKind.Public).ToList();
        return publics is [var only] && _imports.TryGetValue(only.Path, out var imported) ? imported : File;
    }

    private static IEnumerable<string> FieldNames(IReadOnlyList<ProtoElement> members) =>
        members.SelectMany(member => member switch
        {
            FieldElement field => [field.Name],
            GroupElement group => [group.Name.ToLowerInvariant()],
            OneofElement oneof => FieldNames(oneof.Members),
            _ => Enumerable.Empty<string>(),
        });

    private ResolvedFile ToResolved()
    {
        var file = MapEntries.Fold(File);
        var references = new Dictionary<ProtoFile, ResolvedReference>(ReferenceEqualityComparer.Instance);
        foreach (var reference in References.Resolved.DistinctBy(reference => reference.Name))
            references.Add(MapEntries.Fold(_imports[reference.Name]), reference);
        return new ResolvedFile(file, new NameTree(file, references.Keys, BuiltInNames.Tree), references);
    }

    private static ProtoFile WithoutOptions(ProtoFile file) =>
        ExtensionRemoval.Apply(MapEntries.Fold(file), KeptOptions.None);

    private LinkResult Link()
    {
        var imports = _imports.ToDictionary(import => import.Key, import => MapEntries.Fold(import.Value));
        return ProtobufLinker.Link(DescriptorName, MapEntries.Fold(File), imports, ImportRule.Registry);
    }

    private ulong ComputeEquivalenceKey()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(CanonicalText), hash);
        return BitConverter.ToUInt64(hash);
    }
}
