namespace SchemaRegistry.KeyManagement;

/// <summary>The spelling of algorithms in the API, to the letter.</summary>
public static class DekAlgorithmNames
{
    private static readonly string[] Names = ["AES128_GCM", "AES256_GCM", "AES256_SIV"];

    public static string ToName(this DekAlgorithm algorithm) => Names[(int)algorithm];

    public static bool TryParse(string? name, out DekAlgorithm algorithm)
    {
        var index = Array.IndexOf(Names, name);
        algorithm = index < 0 ? default : (DekAlgorithm)index;
        return index >= 0;
    }
}
