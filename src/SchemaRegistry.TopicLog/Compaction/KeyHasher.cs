using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// SipHash-2-4 with 128 bits (Aumasson and Bernstein). Two keys of records that hash alike would cost one of them its
/// records; with a secret that is new in each compaction nobody can choose such keys, and by chance they do not come.
/// </summary>
internal sealed class KeyHasher(ulong secretLow, ulong secretHigh)
{
    public static KeyHasher CreateRandom()
    {
        Span<byte> secret = stackalloc byte[2 * sizeof(ulong)];
        RandomNumberGenerator.Fill(secret);
        return new KeyHasher(
            BinaryPrimitives.ReadUInt64LittleEndian(secret),
            BinaryPrimitives.ReadUInt64LittleEndian(secret[sizeof(ulong)..]));
    }

    public KeyHash Hash(ReadOnlySpan<byte> key)
    {
        var state = new State
        {
            V0 = secretLow ^ 0x736f6d6570736575,
            V1 = secretHigh ^ 0x646f72616e646f6d ^ 0xee,
            V2 = secretLow ^ 0x6c7967656e657261,
            V3 = secretHigh ^ 0x7465646279746573,
        };
        var last = (ulong)key.Length << 56;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(key));
        for (var index = 0; index < key.Length; index++)
            last |= (ulong)key[index] << (8 * index);
        state.Add(last);

        state.V2 ^= 0xee;
        var low = state.Finish();
        state.V1 ^= 0xdd;
        return new KeyHash(low, state.Finish());
    }

    private struct State
    {
        public ulong V0;
        public ulong V1;
        public ulong V2;
        public ulong V3;

        public void Add(ulong word)
        {
            V3 ^= word;
            Round();
            Round();
            V0 ^= word;
        }

        public ulong Finish()
        {
            for (var round = 0; round < 4; round++)
                Round();
            return V0 ^ V1 ^ V2 ^ V3;
        }

        private void Round()
        {
            V0 += V1;
            V1 = BitOperations.RotateLeft(V1, 13) ^ V0;
            V0 = BitOperations.RotateLeft(V0, 32);
            V2 += V3;
            V3 = BitOperations.RotateLeft(V3, 16) ^ V2;
            V0 += V3;
            V3 = BitOperations.RotateLeft(V3, 21) ^ V0;
            V2 += V1;
            V1 = BitOperations.RotateLeft(V1, 17) ^ V2;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
