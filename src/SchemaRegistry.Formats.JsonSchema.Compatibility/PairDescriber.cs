using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// Says what is different between an original and its update (compatibility rules 5.4), as far as the two alone show
/// it. The steps:
/// <list type="number">
/// <item>a combined schema on one side only: one of its members may do for all of it;</item>
/// <item>different kinds: nothing else is compared;</item>
/// <item>the same kind: what the schemas say about themselves, then the rules of the kind.</item>
/// </list>
/// </summary>
internal sealed class PairDescriber(WorkBudget budget)
{
    private const string ConnectBytes = "bytes";

    private readonly ValueClasses _values = new(budget);

    /// <summary>Both behind their references.</summary>
    /// <exception cref="TooComplexException">The budget is spent.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference below leads nowhere.</exception>
    public PairDescription Describe(Shape original, Shape update)
    {
        var pair = new PairDescription();

        // 1.
        if (original is not CombinedShape && update is CombinedShape sum)
            TryMembersOfUpdate(original, sum, pair);
        else if (original is CombinedShape product && update is not CombinedShape)
            TryMembersOfOriginal(product, update, pair);

        // 2.
        if (original.Kind != update.Kind)
            CompareKinds(original, update, pair);

        // 3.
        else
        {
            CompareNotes(original, update, pair);
            CompareContent(original, update, pair);
        }

        budget.Spend(1 + pair.Found.Count + pair.Width);
        return pair;
    }

    /// <summary>A single member stands for the whole; of alternatives, one that takes everything is enough.</summary>
    private static void TryMembersOfUpdate(Shape original, CombinedShape update, PairDescription pair)
    {
        var isSingle = update.Members.Count == 1;
        if (!isSingle && update.Criterion == Criterion.AllOf)
            return;
        foreach (var member in update.Members)
            pair.Follow(original, member.Shape, default);
        pair.ChooseFirst(isSingle ? null : SumTypeExtended);
    }

    /// <summary>The same the other way round: of conditions that all held, one is enough.</summary>
    private static void TryMembersOfOriginal(CombinedShape original, Shape update, PairDescription pair)
    {
        var isSingle = original.Members.Count == 1;
        if (!isSingle && original.Criterion != Criterion.AllOf)
            return;
        foreach (var member in original.Members)
            pair.Follow(member.Shape, update, default);
        pair.ChooseFirst(isSingle ? null : ProductTypeNarrowed);
    }

    private static void CompareKinds(Shape original, Shape update, PairDescription pair)
    {
        var isFine = original.Kind == ShapeKind.False
            || update.AcceptsEverything
            || (original.Notes.ConnectType == ConnectBytes && update.Notes.ConnectType == ConnectBytes);
        if (!isFine)
            pair.Report(TypeChanged);
    }

    private void CompareNotes(Shape original, Shape update, PairDescription pair)
    {
        if (original.Notes.Id != update.Notes.Id)
            pair.Report(IdChanged);
        if (original.Notes.Title != update.Notes.Title)
            pair.Report(TitleChanged);
        if (original.Notes.Description != update.Notes.Description)
            pair.Report(DescriptionChanged);
        if (!_values.AreEqual(original.Notes.Default, update.Notes.Default))
            pair.Report(DefaultChanged);
    }

    private void CompareContent(Shape original, Shape update, PairDescription pair)
    {
        switch (original, update)
        {
            case (StringShape was, StringShape now):
                ValueRules.Compare(was, now, pair);
                break;
            case (NumberShape was, NumberShape now):
                ValueRules.Compare(was, now, pair, budget);
                break;
            case (EnumShape was, EnumShape now):
                CompareEnums(was, now, pair);
                break;
            case (ConstShape was, ConstShape now) when !_values.AreEqual(was.Value, now.Value):
                pair.Report(EnumArrayChanged, "const");
                break;
            case (ObjectShape was, ObjectShape now):
                new ObjectRules(was, now, pair, budget).Compare();
                break;
            case (ArrayShape was, ArrayShape now):
                new ArrayRules(was, now, pair).Compare();
                break;
            case (NotShape was, NotShape now):
                CompareNegations(was, now, pair);
                break;
            case (CombinedShape was, CombinedShape now):
                budget.Spend(was.Members.Count + now.Members.Count);
                new CombinedRules(was, now, pair, _values).Compare();
                break;
        }
    }

    private void CompareEnums(EnumShape original, EnumShape update, PairDescription pair)
    {
        budget.Spend(original.Values.Count + update.Values.Count);
        var was = _values.ClassesOf(original.Values);
        var now = _values.ClassesOf(update.Values);
        if (was.SetEquals(now))
            return;
        var type = now.IsSupersetOf(was)
            ? EnumArrayExtended
            : was.IsSupersetOf(now) ? EnumArrayNarrowed : EnumArrayChanged;
        pair.Report(type, "enum");
    }

    /// <summary>What is refused may only become less: the two change places.</summary>
    private static void CompareNegations(NotShape original, NotShape update, PairDescription pair) =>
        pair.Links.Add(new PairLink(
            update.Inner.Shape,
            original.Inner.Shape,
            new PathStep("not"),
            NotTypeNarrowed,
            NotTypeExtended,
            HidesDetails: true));
}
