using System.Diagnostics;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>What one comparison may do: its steps, and the time of its patterns. Belongs to it.</summary>
internal sealed class WorkBudget(StepBudget budget)
{
    private readonly Stopwatch _patternTime = new();

    public static TooComplexException TooMuchTime() =>
        new($"its patterns take more than {PatternLimits.TimeoutMs} ms (PatternTimeoutMs)");

    /// <exception cref="TooComplexException">Nothing is left.</exception>
    public void Spend(long steps) => budget.Spend(steps);

    /// <summary>Runs one match of the engine that backtracks; all of them share one limit.</summary>
    /// <exception cref="TooComplexException">They took longer.</exception>
    public bool Time(Func<bool> match)
    {
        _patternTime.Start();
        var isMatch = match();
        _patternTime.Stop();
        return _patternTime.ElapsedMilliseconds > PatternLimits.TimeoutMs ? throw TooMuchTime() : isMatch;
    }
}
