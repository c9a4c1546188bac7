using System.Globalization;

namespace SchemaRegistry.TestKit;

/// <summary>
/// How long fuzz tests run: a fixed number of rounds, times the environment variable
/// <c>SCHEMA_REGISTRY_FUZZ_FACTOR</c> (1 when it is not set; 100 makes some minutes).
/// </summary>
public static class FuzzFactor
{
    private const string Variable = "SCHEMA_REGISTRY_FUZZ_FACTOR";

    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var factor)
            ? Math.Max(1, factor)
            : 1;
}
