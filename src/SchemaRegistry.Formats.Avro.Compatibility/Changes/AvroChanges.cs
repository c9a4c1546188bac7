using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Changes;

namespace SchemaRegistry.Formats.Avro.Compatibility.Changes;

/// <summary>
/// Walks two schemas side by side, outer types before inner ones, and tells what is different. Each pair of types is
/// looked at once, where it is met first, so that recursion ends; a queue instead of recursion keeps deep schemas from
/// the stack. One object serves one comparison.
/// </summary>
internal sealed class AvroChanges
{
    private readonly ChangeNotes _notes = new();
    private readonly HashSet<(AvroSchema, AvroSchema)> _seen = [];
    private readonly Queue<(AvroSchema Old, AvroSchema New, PairPath At)> _waiting = new();

    public static ChangeList Find(AvroSchema old, AvroSchema updated)
    {
        var changes = new AvroChanges();
        changes.Visit(old, updated, PairPath.Root);
        while (changes._notes.List.IsComplete && changes._waiting.TryDequeue(out var pair))
            changes.Compare(pair.Old, pair.New, pair.At);
        return changes._notes.List;
    }

    private void Visit(AvroSchema old, AvroSchema updated, PairPath at)
    {
        if (old is PrimitiveSchema && updated is PrimitiveSchema)
            Compare(old, updated, at);
        else if (_seen.Count == AvroLimits.MaxComparedPairs)
            _notes.List.GiveUp();
        else if (_seen.Add((old, updated)))
            _waiting.Enqueue((old, updated, at));
    }

    private void Compare(AvroSchema old, AvroSchema updated, PairPath at)
    {
        switch (old, updated)
        {
            case (UnionSchema was, UnionSchema now):
                CompareUnions(was, now, at);
                return;
            case (UnionSchema was, _):
                ReportType(was, updated, at);
                if (FindBranch(was, updated) is { } left)
                    Visit(was.Branches[left], updated, at with { Old = at.Old.Then(left) });
                return;
            case (_, UnionSchema now):
                ReportType(old, now, at);
                if (FindBranch(now, old) is { } joined)
                    Visit(old, now.Branches[joined], at with { New = at.New.Then(joined) });
                return;
            case (ArraySchema was, ArraySchema now):
                Visit(was.Items, now.Items, at.Then("items"));
                break;
            case (MapSchema was, MapSchema now):
                Visit(was.Values, now.Values, at.Then("values"));
                break;
            case (FixedSchema was, FixedSchema now):
                _notes.Named(was, now, at);
                _notes.RuledValue("SIZE_CHANGED", $"{was.Size}", $"{now.Size}", at.Then("size"));
                break;
            case (EnumSchema was, EnumSchema now):
                CompareEnums(was, now, at);
                break;
            case (RecordSchema was, RecordSchema now):
                new RecordChanges(_notes, Visit).Compare(was, now, at);
                break;
            default:
                if (old.Kind != updated.Kind)
                {
                    ReportType(old, updated, at);
                    return;
                }

                break;
        }

        _notes.Attributes(old, updated, at);
    }

    /// <summary>A promotion is a change that the new schema reads and the old one does not.</summary>
    private void ReportType(AvroSchema old, AvroSchema updated, PairPath at)
    {
        var isPromotion = old.Kind != updated.Kind
            && Promotion.CanRead(updated.Kind, old.Kind)
            && !Promotion.CanRead(old.Kind, updated.Kind);
        _notes.Type(isPromotion ? "TYPE_PROMOTED" : "TYPE_CHANGED", TypeText.Of(old), TypeText.Of(updated), at);
    }

    private void CompareUnions(UnionSchema old, UnionSchema updated, PairPath at)
    {
        var matched = new List<int>();
        var kept = new HashSet<int>();
        foreach (var (index, branch) in old.Branches.Index())
        {
            if (FindBranch(updated, branch) is { } found && kept.Add(found))
            {
                matched.Add(found);
                Visit(branch, updated.Branches[found], at.Then(index, found));
            }
            else
                _notes.Removed("BRANCH_REMOVED", at.Old.Then(index), TypeText.Of(branch), $"{at.New.Then(index)}");
        }

        foreach (var (index, branch) in updated.Branches.Index())
        {
            if (!kept.Contains(index))
                _notes.Added("BRANCH_ADDED", at.New.Then(index), TypeText.Of(branch), $"{at.Old.Then(index)}");
        }

        if (!ChangeNotes.IsAscending(matched))
            _notes.Value("BRANCHES_REORDERED", TypeText.Of(old), TypeText.Of(updated), at);
    }

    /// <summary>By full name, else by the simple name, which is what the compatibility rules look at.</summary>
    private static int? FindBranch(UnionSchema union, AvroSchema type)
    {
        int? bySimpleName = null;
        foreach (var (index, branch) in union.Branches.Index())
        {
            if (branch.Kind != type.Kind)
                continue;
            if (branch.BranchName == type.BranchName)
                return index;
            if (branch is NamedSchema named && type is NamedSchema other && named.Name.Simple == other.Name.Simple)
                bySimpleName ??= index;
        }

        return bySimpleName;
    }

    private void CompareEnums(EnumSchema old, EnumSchema updated, PairPath at)
    {
        _notes.Named(old, updated, at);
        var symbols = at.Then("symbols");
        foreach (var (index, symbol) in old.Symbols.Index())
        {
            if (updated.IndexOf(symbol) is null)
                _notes.Removed("SYMBOL_REMOVED", symbols.Old.Then(index), symbol, $"{symbols.New}");
        }

        foreach (var (index, symbol) in updated.Symbols.Index())
        {
            if (old.IndexOf(symbol) is null)
                _notes.Added("SYMBOL_ADDED", symbols.New.Then(index), symbol, $"{symbols.Old}");
        }

        if (!ChangeNotes.IsAscending(old.Symbols.Select(updated.IndexOf).OfType<int>()))
        {
            _notes.Value(
                "SYMBOLS_REORDERED", string.Join(", ", old.Symbols), string.Join(", ", updated.Symbols), symbols);
        }

        _notes.Value("DEFAULT_CHANGED", old.Default, updated.Default, at.Then("default"));
    }
}
