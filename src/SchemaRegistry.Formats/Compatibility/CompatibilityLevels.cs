namespace SchemaRegistry.Formats.Compatibility;

/// <summary>What the levels ask for (compatibility rules 1).</summary>
public static class CompatibilityLevels
{
    private static readonly IReadOnlyList<CompatibilityDirection> Neither = [];
    private static readonly IReadOnlyList<CompatibilityDirection> Backward = [CompatibilityDirection.Backward];
    private static readonly IReadOnlyList<CompatibilityDirection> Forward = [CompatibilityDirection.Forward];
    private static readonly IReadOnlyList<CompatibilityDirection> Both =
        [CompatibilityDirection.Forward, CompatibilityDirection.Backward];

    /// <summary>Whether all earlier versions count, not only the latest.</summary>
    public static bool IsTransitive(this CompatibilityLevel level) => level
        is CompatibilityLevel.BackwardTransitive
        or CompatibilityLevel.ForwardTransitive
        or CompatibilityLevel.FullTransitive;

    /// <summary>In the order in which they are compared and reported.</summary>
    public static IReadOnlyList<CompatibilityDirection> Directions(this CompatibilityLevel level) => level switch
    {
        CompatibilityLevel.None => Neither,
        CompatibilityLevel.Backward or CompatibilityLevel.BackwardTransitive => Backward,
        CompatibilityLevel.Forward or CompatibilityLevel.ForwardTransitive => Forward,
        _ => Both,
    };
}
