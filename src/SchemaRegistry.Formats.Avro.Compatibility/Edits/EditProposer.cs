using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// The edits of one schema that a person who knows Avro would make against a finding, best first. One object serves one
/// finding.
/// </summary>
internal sealed class EditProposer
{
    /// <summary>What a proposal inside a union may do at once; more is no advice.</summary>
    private const int MaxJoined = 20;

    /// <summary>Proposals of one finding.</summary>
    private const int MaxEdits = 5;

    private readonly EditedSide _side;
    private readonly FieldEdits _fields;
    private readonly NamedTypeEdits _named;
    private readonly TypeEdits _types;
    private int _looksInside;

    private EditProposer(EditedSide side)
    {
        _side = side;
        _fields = new FieldEdits(side);
        _named = new NamedTypeEdits(side);
        _types = new TypeEdits(side);
    }

    /// <summary>Whether a side is within the bound up to which edits are proposed.</summary>
    public static bool IsShort(ComparedSide side) =>
        side.Text.Length + side.References.Resolved.Sum(reference => (long)reference.Text.Length)
            <= AvroLimits.MaxEditedCharacters;

    public static IReadOnlyList<SchemaEdit> Propose(AvroMismatch mismatch, ComparedSide edited, PairSide side)
    {
        var source = SideSource.Read(edited, side);
        if (source.Root is not { } root)
            return [];
        var editor = new SourceEditor(root.Text);
        var parsing = IsReadable(edited.Text, edited, SchemaParsing.New) ? SchemaParsing.New : SchemaParsing.Stored;
        return
        [
            .. new EditProposer(new EditedSide(source, editor)).Draft(mismatch)
                .Select(draft => EditDraft.Join([draft]))
                .OfType<EditDraft>()
                .Select(draft => new SchemaEdit(draft.Suggestion, editor.Apply(draft.Changes)))
                .Where(edit => IsReadable(edit.Text, edited, parsing))
                .DistinctBy(edit => edit.Text)
                .Take(MaxEdits),
        ];
    }

    private IEnumerable<EditDraft> Draft(AvroMismatch mismatch)
    {
        var pair = mismatch.Pair;
        var drafts = mismatch.Rule switch
        {
            AvroRule.NameMismatch => _named.ForName(pair),
            AvroRule.FixedSizeMismatch => _named.ForSize(pair),
            AvroRule.MissingEnumSymbols => _named.ForSymbols(mismatch),
            AvroRule.MissingDefault => _fields.ForMissingDefault(pair, mismatch.Field!),
            AvroRule.AmbiguousField => _fields.ForAmbiguous(pair, mismatch.Field!),
            AvroRule.MissingBranch or AvroRule.MissingBranchOfUnion => DraftForBranch(pair),
            _ when FieldOfEnum(pair) is { } field => _fields.ForMissingDefault(pair.Outer!, field),
            _ => _types.ForType(pair),
        };
        return drafts.OfType<EditDraft>();
    }

    /// <summary>
    /// A field whose enum has a default, but which has none itself, is told as a mismatch of the enum and the record.
    /// </summary>
    private static RecordField? FieldOfEnum(ComparedPair pair) =>
        pair.Step is { Reader.Kind: TypeStepKind.Field, Writer.Kind: TypeStepKind.None }
        && pair.Outer?.Reader is RecordSchema record
            ? record.Fields[pair.Step.Reader.Index]
            : null;

    /// <summary>
    /// Where the union has the branch that was meant, that branch is mended: the first proposals for all that is wrong
    /// with it are one proposal together, and so are the second ones.
    /// </summary>
    private IEnumerable<EditDraft?> DraftForBranch(ComparedPair pair)
    {
        if (BranchMeant.Find(pair) is not { } branch)
            return _types.ForBranch(pair);
        if (++_looksInside > SideLook.MaxLooksInside)
            return [];
        if (SideLook.FindInside(pair, branch) is not { Count: > 0 and <= MaxJoined } inside)
            return _types.ForBranch(pair);
        var drafts = inside.Select(one => Draft(one).Take(2).ToList()).ToList();
        if (drafts.Any(choice => choice.Count == 0))
            return _types.ForBranch(pair);
        return
        [
            EditDraft.Join([.. drafts.Select(choice => choice[0])]),
            EditDraft.Join([.. drafts.Select(choice => choice[^1])]),
            .. _side.Side == PairSide.Writer ? _types.ForBranch(pair) : [],
        ];
    }

    private static bool IsReadable(string text, ComparedSide side, SchemaParsing parsing) =>
        AvroFormat.Instance.Parse(text, side.References, parsing).Schema is not null;
}
