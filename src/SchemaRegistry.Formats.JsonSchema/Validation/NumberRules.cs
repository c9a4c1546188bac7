using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>Bounds and divisors of numbers, exact at any length.</summary>
internal sealed class NumberRules
{
    public NumberBound? Minimum;
    public NumberBound? Maximum;
    public NumberBound? ExclusiveMinimum;
    public NumberBound? ExclusiveMaximum;
    public NumberDivisor? MultipleOf;

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row)
    {
        var number = run.Tape.Raw(row);
        var isValid = true;
        if (Minimum is { } least && least.Compare(number) < 0)
            isValid = run.Fail(node, least.Keyword, row);
        if (Maximum is { } most && most.Compare(number) > 0)
            isValid = run.Fail(node, most.Keyword, row);
        if (ExclusiveMinimum is { } above && above.Compare(number) <= 0)
            isValid = run.Fail(node, above.Keyword, row);
        if (ExclusiveMaximum is { } below && below.Compare(number) >= 0)
            isValid = run.Fail(node, below.Keyword, row);
        if (MultipleOf is { } divisor && !divisor.Divides(number))
            isValid = run.Fail(node, "multipleOf", row);
        return isValid;
    }
}
