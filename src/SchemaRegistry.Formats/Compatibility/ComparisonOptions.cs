namespace SchemaRegistry.Formats.Compatibility;

/// <summary>How one pair of schemas is compared.</summary>
/// <param name="Policy">How severe the rules are; only JSON Schema knows more than one.</param>
/// <param name="MaxSteps">
/// The budget of one pair in one direction, in steps: a look at a pair of types, fields, symbols or members. 1 to
/// <see cref="long.MaxValue"/>. A comparison beyond it is given up (<see cref="Incompatibility.TooComplexRule"/>).
/// </param>
public sealed record ComparisonOptions(
    CompatibilityPolicy Policy = CompatibilityPolicy.Strict, long MaxSteps = ComparisonOptions.DefaultMaxSteps)
{
    /// <summary>The name of the budget, in messages and as the operator's setting.</summary>
    public const string BudgetName = "compatibility.max.steps";

    /// <summary>Far beyond any real pair of schemas, and done in about two seconds.</summary>
    public const long DefaultMaxSteps = 10_000_000;

    public static readonly ComparisonOptions Default = new();

    /// <summary>What several comparisons may take together; null lets each have its own.</summary>
    public StepBudget? Total { get; init; }

    /// <summary>The budget of one comparison, to be counted from its start.</summary>
    public StepBudget StartBudget() => new(MaxSteps, Total);
}
