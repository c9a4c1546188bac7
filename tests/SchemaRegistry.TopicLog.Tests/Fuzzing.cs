using SchemaRegistry.TestKit;

namespace SchemaRegistry.TopicLog.Tests;

/// <summary>What the fuzz tests share: how long they run, and how bytes are damaged.</summary>
internal static class Fuzzing
{
    public static long Iterations(int atLeast) => (long)atLeast * FuzzFactor.Value;

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
