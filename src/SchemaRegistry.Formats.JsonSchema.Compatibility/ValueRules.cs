using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>The rules of strings and numbers.</summary>
internal static class ValueRules
{
    private const string Pattern = "pattern";
    private const string MultipleOf = "multipleOf";
    private const int DigitsPerStep = 200;

    public static void Compare(StringShape original, StringShape update, PairDescription pair)
    {
        Bounds.MaxLength.Compare(original.MaxLength, update.MaxLength, pair);
        Bounds.MinLength.Compare(original.MinLength, update.MinLength, pair);
        switch (original.Pattern, update.Pattern)
        {
            case (null, { }):
                pair.Report(PatternAdded, Pattern);
                break;
            case ({ }, null):
                pair.Report(PatternRemoved, Pattern);
                break;
            case var (was, now) when was != now:
                pair.Report(PatternChanged, Pattern);
                break;
        }
    }

    public static void Compare(NumberShape original, NumberShape update, PairDescription pair, WorkBudget budget)
    {
        Bounds.Maximum.Compare(original.Maximum, update.Maximum, pair);
        Bounds.Minimum.Compare(original.Minimum, update.Minimum, pair);

        // A decreased exclusive maximum is told as such; the reference implementation looks at another keyword there
        // and fails (compatibility rules 5.5, known defect).
        Bounds.ExclusiveMaximum.Compare(original.ExclusiveMaximum, update.ExclusiveMaximum, pair);
        Bounds.ExclusiveMinimum.Compare(original.ExclusiveMinimum, update.ExclusiveMinimum, pair);
        if (CompareDivisors(original.MultipleOf, update.MultipleOf, budget) is { } found)
            pair.Report(found, MultipleOf);
        if (original.IsInteger != update.IsInteger)
            pair.Report(original.IsInteger ? TypeExtended : TypeNarrowed);
    }

    private static DifferenceType? CompareDivisors(string? original, string? update, WorkBudget budget)
    {
        if (original == update)
            return null;
        if (original is null)
            return MultipleOfAdded;
        if (update is null)
            return MultipleOfRemoved;

        // Thousands of digits take milliseconds, up to a square of their number.
        budget.Spend((long)original.Length * update.Length / DigitsPerStep);
        if (ExactDecimal.Parse(original) is not { Digits.Sign: > 0 } was
            || ExactDecimal.Parse(update) is not { Digits.Sign: > 0 } now)
            return MultipleOfChanged;
        if (was == now)
            return null;
        if (now.IsDivisibleBy(was))
            return MultipleOfExpanded;
        return was.IsDivisibleBy(now) ? MultipleOfReduced : MultipleOfChanged;
    }
}
