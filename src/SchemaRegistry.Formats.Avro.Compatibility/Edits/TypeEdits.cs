using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>What to do about types of different kinds, and about branches that a union lacks.</summary>
internal sealed class TypeEdits(EditedSide side)
{
    public IEnumerable<EditDraft?> ForType(ComparedPair pair)
    {
        if (side.UseOf(pair) is not { } place)
            return [];
        var written = UnionAround(pair);
        if (side.Side == PairSide.Reader)
        {
            return written is null
                ? [TakeBack(pair, place, pair.Writer), Widen(pair, place)]
                : [WidenTo((UnionSchema)written.Writer, pair, place), TakeBack(pair, place, written.Writer)];
        }

        return written is null
            ? [TakeBack(pair, place, pair.Reader)]
            : [DropBranch(written, pair.Step.Writer.Index), TakeBackUnion(written)];
    }

    /// <summary>The reader's union has no branch of the kind that was written.</summary>
    public IEnumerable<EditDraft?> ForBranch(ComparedPair pair)
    {
        if (side.UseOf(pair) is not { } place)
            return [];
        if (side.Side == PairSide.Reader)
            return [AddBranch(pair, place)];
        return UnionAround(pair) is { } union
            ? [DropBranch(union, pair.Step.Writer.Index), TakeBackUnion(union)]
            : [TakeBack(pair, place, pair.Reader)];
    }

    /// <summary>The pair of the union that was written, when that of the finding is one of its branches.</summary>
    private static ComparedPair? UnionAround(ComparedPair pair) =>
        pair.Step.Writer.Kind == TypeStepKind.Branch && pair.Outer is { Writer: UnionSchema } outer ? outer : null;

    private EditDraft? TakeBack(ComparedPair pair, SourcePlace place, AvroSchema type) =>
        side.Write(type, pair, place) is { } text
            ? EditDraft.Join(
            [
                new EditDraft(
                    $"Keep the type {TypeText.Name(type)} of {side.Describe(pair)}.",
                    side.Retype(pair, place, type, text)),
            ])
            : null;

    private EditDraft? TakeBackUnion(ComparedPair union) =>
        side.UseOf(union) is { } place ? TakeBack(union, place, union.Reader) : null;

    /// <summary>The reader's own type stays first, so that a default stays the default.</summary>
    private EditDraft? Widen(ComparedPair pair, SourcePlace place) =>
        side.Write(pair.Writer, pair, replaced: null) is { } text
            ? new EditDraft(
                $"Widen the type of {side.Describe(pair)} to a union of {TypeText.Name(pair.Reader)} "
                    + $"and {TypeText.Name(pair.Writer)}.",
                side.Editor.Wrap(place, "[", $",{text}]"))
            : null;

    /// <summary>The union as it was written, with the reader's type in place of the branches that it reads.</summary>
    private EditDraft? WidenTo(UnionSchema written, ComparedPair pair, SourcePlace place)
    {
        var own = side.Editor.Written(place);
        var branches = new List<string>();
        foreach (var branch in written.Branches)
        {
            var text = SideLook.CanRead(pair.Reader, branch) ? own : side.Write(branch, pair, replaced: null);
            if (text is null)
                return null;
            if (!branches.Contains(text))
                branches.Add(text);
        }

        if (!branches.Contains(own))
            branches.Add(own);
        return new EditDraft(
            $"Widen the type of {side.Describe(pair)} to a union that has all of {TypeText.Name(written)}.",
            side.Editor.Replace(place, $"[{string.Join(',', branches)}]"));
    }

    private EditDraft? AddBranch(ComparedPair pair, SourcePlace place) =>
        side.Write(pair.Writer, pair, replaced: null) is { } text
            ? new EditDraft(
                $"Add the branch {TypeText.Name(pair.Writer)} to the union of {side.Describe(pair)}.",
                side.Editor.AddItem(place, text))
            : null;

    /// <summary>A union that is left with one branch becomes that type.</summary>
    private EditDraft? DropBranch(ComparedPair union, int index)
    {
        var branches = ((UnionSchema)union.Writer).Branches;
        if (branches.Count < 2 || side.UseOf(union) is not { } place || place.Item(index) is null)
            return null;
        var sentence = $"Leave the branch {TypeText.Name(branches[index])} out of the union of {side.Describe(union)}.";
        return branches.Count > 2
            ? new EditDraft(sentence, side.Editor.RemoveItems(place, new HashSet<int> { index }))
            : EditDraft.Join(
            [
                new EditDraft(
                    sentence,
                    side.Retype(union, place, branches[1 - index], side.Editor.Written(place.Item(1 - index)!))),
            ]);
    }
}
