namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// A comparison went beyond a bound, which the message names. Rules turn it into a finding
/// (<see cref="Incompatibility.TooComplexRule"/>); it never leaves them.
/// </summary>
public sealed class TooComplexException(string bound) : Exception(bound)
{
    /// <summary>The comparison is nested deeper than the stack of the thread allows.</summary>
    public static TooComplexException TooDeep() => new("types nested deeper than the stack of a thread allows");

    /// <param name="root">The path of the root as the language writes it.</param>
    public IReadOnlyList<Incompatibility> ToFindings(string root) =>
        [new(Incompatibility.TooComplexRule, root, [$"The schemas are too complex to compare: {Message}"])];
}
