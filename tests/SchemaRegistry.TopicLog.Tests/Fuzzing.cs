using System.Globalization;

namespace SchemaRegistry.TopicLog.Tests;

/// <summary>
/// How long the fuzz tests run: a fixed number of iterations, times the environment variable
/// <c>SCHEMA_REGISTRY_FUZZ_FACTOR</c> (1 when it is not set; 100 makes some minutes).
/// </summary>
internal static class Fuzzing
{
    private const string Variable = "SCHEMA_REGISTRY_FUZZ_FACTOR";

    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var factor)
            ? Math.Max(1, factor)
            : 1;

    public static long Iterations(int atLeast) => (long)atLeast * Factor;

    /// <summary>Flips up to three bits, and cuts off the end in half of the cases.</summary>
    public static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return bytes;

        var damaged = bytes[..(random.Next(2) == 0 ? bytes.Length : random.Next(1, bytes.Length + 1))];
        for (var flips = random.Next(4); flips > 0; flips--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));

        return damaged;
    }
}
