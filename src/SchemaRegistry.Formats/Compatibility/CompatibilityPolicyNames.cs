namespace SchemaRegistry.Formats.Compatibility;

/// <summary>The spelling of policies in the registry API: upper case out, any case in.</summary>
public static class CompatibilityPolicyNames
{
    private static readonly string[] Names = ["STRICT", "LENIENT"];

    public static string ToName(this CompatibilityPolicy policy) => Names[(int)policy];

    public static bool TryParse(string? name, out CompatibilityPolicy policy)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        policy = index < 0 ? default : (CompatibilityPolicy)index;
        return index >= 0;
    }
}
