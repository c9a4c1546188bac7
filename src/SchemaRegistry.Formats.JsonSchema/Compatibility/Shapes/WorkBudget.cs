using System.Diagnostics;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Shapes;

/// <summary>Counts what one comparison does. Belongs to it.</summary>
internal sealed class WorkBudget
{
    private readonly Stopwatch _patternTime = new();
    private long _left = JsonSchemaLimits.MaxComparisonSteps;

    public static TooComplexException TooMuchTime() =>
        new($"its patterns take more than {PatternLimits.TimeoutMs} ms (PatternTimeoutMs)");

    /// <exception cref="TooComplexException">Nothing is left.</exception>
    public void Spend(long steps)
    {
        _left -= steps;
        if (_left < 0)
        {
            throw new TooComplexException(
                $"more than {JsonSchemaLimits.MaxComparisonSteps} steps of comparison (MaxComparisonSteps)");
        }
    }

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

/// <summary>The comparison went beyond its budget. Never leaves the compatibility check.</summary>
internal sealed class TooComplexException(string limit) : Exception(limit);
