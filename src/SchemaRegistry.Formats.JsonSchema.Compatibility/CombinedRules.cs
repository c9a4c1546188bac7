using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// The rules of combined schemas (compatibility rules 5.8). That members of <c>oneOf</c> exclude each other is not
/// looked at.
/// </summary>
internal sealed class CombinedRules(
    CombinedShape original, CombinedShape update, PairDescription pair, ValueClasses values)
{
    public void Compare()
    {
        if (original.Criterion != update.Criterion)
        {
            if (!IsExtended())
            {
                pair.Report(CombinedTypeChanged);
                return;
            }

            pair.Report(CombinedTypeExtended);
        }

        var was = Distinct(original.Members);
        var now = Distinct(update.Members);
        CompareCounts(was.Count, now.Count);
        pair.Match(was, now, original.Keyword);
    }

    /// <summary>Members are counted before repetitions are dropped.</summary>
    private bool IsExtended()
    {
        var wasSingle = original.Members.Count == 1;
        var isSingle = update.Members.Count == 1;
        return update.Criterion == Criterion.AnyOf
            || (wasSingle && isSingle)
            || (wasSingle && update.Criterion == Criterion.OneOf)
            || (isSingle && original.Criterion == Criterion.AllOf);
    }

    private void CompareCounts(int was, int now)
    {
        if (was < now)
            pair.Report(update.Criterion == Criterion.AllOf ? ProductTypeExtended : SumTypeExtended);
        if (was > now)
            pair.Report(original.Criterion == Criterion.AllOf ? ProductTypeNarrowed : SumTypeNarrowed);
    }

    /// <summary>The first of members with the same text; a part that has no text of its own is like no other.</summary>
    private List<Shape> Distinct(IReadOnlyList<ChildShape> members)
    {
        var seen = new HashSet<int>();
        return
        [
            .. members
                .Where(member => member.Source is not { } source || seen.Add(values.ClassOf(source)))
                .Select(member => member.Shape),
        ];
    }
}
