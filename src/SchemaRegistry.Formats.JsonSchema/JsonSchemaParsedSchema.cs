using System.Security.Cryptography;
using System.Text;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.JsonSchema.Tags;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.JsonSchema;

/// <summary>A JSON schema with everything that its references can mean.</summary>
public sealed class JsonSchemaParsedSchema : ParsedSchema
{
    private const string ReservedPrefix = "$$";

    private readonly Lazy<ulong> _equivalenceKey;

    internal JsonSchemaParsedSchema(SchemaScope scope)
    {
        Scope = scope;
        CanonicalText = SchemaPrinter.Print(Root, KeyOrder.AsWritten);
        _equivalenceKey = new Lazy<ulong>(() => KeyOf(CanonicalText));
    }

    /// <summary>Resolves the references of the schema.</summary>
    public SchemaScope Scope { get; }

    /// <summary>An object or a boolean.</summary>
    public SchemaValue Root => Scope.Root.Root;

    /// <summary>The dialect of the root; schemas in it, and references, may choose others.</summary>
    public Dialect Dialect => Scope.Root.RootPlace.Dialect;

    public override SchemaType Type => SchemaType.Json;

    public override string CanonicalText { get; }

    /// <summary>The <c>title</c>.</summary>
    public override string? Name => Root.TextOf("title");

    public override IReadOnlyCollection<string> TopLevelFields =>
        Root["properties"] is { IsObject: true } properties ? [.. properties.Members.Select(member => member.Key)] : [];

    public override ulong EquivalenceKey => _equivalenceKey.Value;

    /// <summary>The keys of every object sorted, the order of arrays kept.</summary>
    public override string ToNormalizedText() => SchemaPrinter.Print(Root, KeyOrder.Sorted);

    /// <summary>The language has no named format.</summary>
    public override string ToFormat(string format) => CanonicalText;

    public override bool IsEquivalentTo(ParsedSchema other) =>
        other is JsonSchemaParsedSchema schema && CanonicalText == schema.CanonicalText;

    /// <summary>Names that begin with two dollar signs are kept for registries; one problem tells of all.</summary>
    public override IReadOnlyList<SchemaProblem> FindFieldProblems() =>
        TopLevelFields.FirstOrDefault(name => name.StartsWith(ReservedPrefix, StringComparison.Ordinal)) is { } name
            ? [new SchemaProblem(
                $"Field names cannot start with {ReservedPrefix} prefix",
                SchemaPath.Root.Then("properties").Then(name).ToString())]
            : [];

    public override IReadOnlyList<SchemaTags> FindTags() => TagFinder.Find(Scope);

    public override TagEditResult EditTags(TagEdit edit)
    {
        var editor = new TagEditor(Scope);
        foreach (var entity in edit.Entities)
        {
            if (!editor.TryApply(entity))
                return TagEditResult.NoMatch(entity.Entity);
        }

        return TagEditResult.Success(editor.Print());
    }

    private static ulong KeyOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BitConverter.ToUInt64(hash);
    }
}
