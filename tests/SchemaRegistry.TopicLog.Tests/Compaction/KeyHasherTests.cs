using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Compaction;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

public sealed class KeyHasherTests
{
    /// <summary>
    /// Key 00…0f, messages 00, 01, … of a length; computed with <c>openssl mac -macopt size:16 … SIPHASH</c> 3.0.19.
    /// The first is also the first of the reference implementation's vectors.
    /// </summary>
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(8, "3B62A9BA6258F5610F83E264F31497B4")]
    [InlineData(15, "5493E99933B0A8117E08EC0F97CFC3D9")]
    public void A_hash_is_that_of_an_independent_implementation(int length, string expected)
    {
        var hasher = new KeyHasher(0x0706050403020100, 0x0f0e0d0c0b0a0908);

        var hash = hasher.Hash([.. Enumerable.Range(0, length).Select(value => (byte)value)]);

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), hash.High);
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_table_that_grew_knows_the_last_offset_of_each_key()
    {
        var offsets = new KeyOffsets();
        for (var offset = 0; offset < 10_000; offset++)
            offsets.Note(BitConverter.GetBytes(offset % 3000), offset);

        Assert.Equal(3000, offsets.Count);
        for (var key = 0; key < 3000; key++)
        {
            var last = key < 1000 ? 9000 + key : 6000 + key;
            Assert.True(offsets.HasLater(BitConverter.GetBytes(key), last - 1));
            Assert.False(offsets.HasLater(BitConverter.GetBytes(key), last));
        }

        Assert.False(offsets.HasLater(BitConverter.GetBytes(3000), 0));
    }
}
