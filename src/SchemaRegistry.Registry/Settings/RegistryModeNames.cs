namespace SchemaRegistry.Registry.Settings;

/// <summary>The spelling of modes in the API: upper case out, any case in.</summary>
public static class RegistryModeNames
{
    private static readonly string[] Names = ["READWRITE", "READONLY", "READONLY_OVERRIDE", "IMPORT", "FORWARD"];

    public static string ToName(this RegistryMode mode) => Names[(int)mode];

    public static bool TryParse(string? name, out RegistryMode mode)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        mode = index < 0 ? default : (RegistryMode)index;
        return index >= 0;
    }
}
