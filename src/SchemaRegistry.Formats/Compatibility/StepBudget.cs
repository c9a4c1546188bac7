namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Counts the steps of one comparison, and ends it when it has used up its budget. Belongs to it. With a total, it also
/// counts for that: several comparisons then share what is left there.
/// </summary>
public sealed class StepBudget(long maxSteps, StepBudget? total = null)
{
    private long _spent;

    /// <exception cref="TooComplexException">Nothing is left.</exception>
    public void Spend(long steps)
    {
        _spent += steps;
        if (_spent > maxSteps)
            throw new TooComplexException($"more than {maxSteps} steps ({ComparisonOptions.BudgetName})");
        total?.Spend(steps);
    }
}
