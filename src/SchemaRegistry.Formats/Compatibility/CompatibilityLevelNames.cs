namespace SchemaRegistry.Formats.Compatibility;

/// <summary>The spelling of levels in the registry API: upper case out, any case in.</summary>
public static class CompatibilityLevelNames
{
    private static readonly string[] Names =
    [
        "NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE",
    ];

    public static string ToName(this CompatibilityLevel level) => Names[(int)level];

    public static bool TryParse(string? name, out CompatibilityLevel level)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        level = index < 0 ? default : (CompatibilityLevel)index;
        return index >= 0;
    }
}
