using System.Security.Cryptography;
using System.Text;
using SchemaRegistry.Formats.Avro.Canonical;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Avro.Tags;
using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Avro;

/// <summary>An Avro schema with everything that it refers to. The graph of types hangs on <see cref="Root"/>.</summary>
public sealed class AvroParsedSchema : ParsedSchema
{
    private const string Resolved = "resolved";

    private static readonly HashSet<NamedSchema> None = [];

    private readonly HashSet<NamedSchema> _imported;
    private readonly Lazy<ulong> _equivalenceKey;

    /// <exception cref="SchemaTooDeepException">Printed with its references it nests too deep to be read
    /// again.</exception>
    internal AvroParsedSchema(AvroSchema root, HashSet<NamedSchema> imported)
    {
        Root = root;
        _imported = imported;
        CanonicalText = AvroPrinter.Print(root, PrintStyle.Canonical, imported);
        if (imported.Count > 0)
            _ = ToFormat(Resolved);
        _equivalenceKey = new Lazy<ulong>(ComputeEquivalenceKey);
    }

    public AvroSchema Root { get; }

    public override SchemaType Type => SchemaType.Avro;

    public override string CanonicalText { get; }

    public override string? Name => (Root as NamedSchema)?.Name.Full;

    public override IReadOnlyCollection<string> TopLevelFields =>
        Root is RecordSchema record ? [.. record.Fields.Select(member => member.Name)] : [];

    public override ulong EquivalenceKey => _equivalenceKey.Value;

    public override string ToNormalizedText() => AvroPrinter.Print(Root, PrintStyle.Normalized, _imported);

    /// <summary>Knows <c>resolved</c>: the types of references are printed in full at their first use.</summary>
    public override string ToFormat(string format) =>
        format.Equals(Resolved, StringComparison.OrdinalIgnoreCase)
            ? AvroPrinter.Print(Root, PrintStyle.Canonical, None)
            : CanonicalText;

    public override bool IsEquivalentTo(ParsedSchema other) =>
        other is AvroParsedSchema avro
        && EquivalenceKey == avro.EquivalenceKey
        && EquivalenceText() == avro.EquivalenceText();

    /// <summary>The language has no rules beyond those that its parser checks.</summary>
    public override IReadOnlyList<SchemaProblem> FindFieldProblems() => [];

    public override IReadOnlyList<SchemaTags> FindTags() => TagFinder.Find(Root);

    public override TagEditResult EditTags(TagEdit edit)
    {
        var editor = new TagEditor(Root, _imported);
        foreach (var entity in edit.Entities)
        {
            if (!editor.TryApply(entity))
                return TagEditResult.NoMatch(entity.Entity);
        }

        return TagEditResult.Success(AvroPrinter.Print(Root, PrintStyle.Canonical, _imported, editor.Edited));
    }

    /// <summary>
    /// Everything resolved and sorted, so that equal texts mean equal structure, docs, aliases, defaults and
    /// attributes.
    /// </summary>
    private string EquivalenceText() => AvroPrinter.Print(Root, PrintStyle.Equivalence, None);

    private ulong ComputeEquivalenceKey()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(EquivalenceText()), hash);
        return BitConverter.ToUInt64(hash);
    }
}
