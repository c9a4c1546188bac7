using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using Snappier;
using ZstdSharp;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Compresses and decompresses the records of a batch. Snappy comes in two shapes: librdkafka sends one raw block, Java
/// the framing of xerial (magic, two versions, then blocks with their lengths); both are read, the raw one is written.
/// </summary>
public static class BatchCompression
{
    private const int XerialHeaderSize = 16;

    private static ReadOnlySpan<byte> XerialMagic =>
        [0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y', 0];

    public static byte[] Compress(CompressionCodec codec, ReadOnlySpan<byte> records)
    {
        switch (codec)
        {
            case CompressionCodec.None:
                return records.ToArray();
            case CompressionCodec.Snappy:
                return Snappy.CompressToArray(records);
        }

        using var target = new MemoryStream();
        using (var compressor = OpenCompressor(codec, target))
            compressor.Write(records);
        return target.ToArray();
    }

    /// <summary>
    /// Decompressed bytes that so many compressed ones of a client may take. What is stored has a looser bound, being
    /// there already: <see cref="LogLimits.MaxDecompressedBytes"/> alone.
    /// </summary>
    public static int MaxSubmittedBytes(int compressedBytes) => (int)Math.Clamp(
        (long)compressedBytes * LogLimits.MaxDecompressionRatio,
        LogLimits.AlwaysDecompressedBytes,
        LogLimits.MaxDecompressedBytes);

    /// <summary>
    /// The records, or null when they are no such stream or would take more than <paramref name="maxBytes"/>.
    /// </summary>
    public static byte[]? TryDecompress(CompressionCodec codec, ReadOnlySpan<byte> content, int maxBytes)
    {
        try
        {
            return codec switch
            {
                CompressionCodec.None => content.ToArray(),
                CompressionCodec.Snappy => DecompressSnappy(content, maxBytes),
                _ => DecompressStream(codec, content, maxBytes),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ZstdException or ArgumentException
            or InvalidOperationException or NotSupportedException)
        {
            // What the libraries throw for bytes that are no stream of theirs.
            return null;
        }
    }

    private static Stream OpenCompressor(CompressionCodec codec, Stream target) => codec switch
    {
        CompressionCodec.Gzip => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
        CompressionCodec.Lz4 => LZ4Stream.Encode(target, leaveOpen: true),
        CompressionCodec.Zstd => new CompressionStream(target, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "No such codec."),
    };

    private static byte[]? DecompressStream(CompressionCodec codec, ReadOnlySpan<byte> content, int maxBytes)
    {
        using var source = new MemoryStream(content.ToArray());
        using Stream decompressor = codec switch
        {
            CompressionCodec.Gzip => new GZipStream(source, CompressionMode.Decompress),
            CompressionCodec.Lz4 => LZ4Stream.Decode(source),
            CompressionCodec.Zstd => new DecompressionStream(source),
            _ => throw new InvalidDataException($"No codec {codec}."),
        };
        using var target = new DecompressedBytes(maxBytes);
        do
        {
            target.Add(decompressor.Read(target.Room));
        }
        while (target.MayGrow);
        return target.ToArrayOrNull();
    }

    private static byte[]? DecompressSnappy(ReadOnlySpan<byte> content, int maxBytes)
    {
        if (!content.StartsWith(XerialMagic))
            return IsBelievable(content, maxBytes) ? Snappy.DecompressToArray(content) : null;

        using var target = new MemoryStream();
        for (var rest = content[XerialHeaderSize..]; !rest.IsEmpty;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (size < 0 || size > rest.Length - sizeof(int))
                return null;
            var block = rest.Slice(sizeof(int), size);
            if (!IsBelievable(block, maxBytes - (int)target.Length))
                return null;
            target.Write(Snappy.DecompressToArray(block));
            rest = rest[(sizeof(int) + size)..];
        }

        return target.ToArray();
    }

    private static bool IsBelievable(ReadOnlySpan<byte> block, int maxBytes)
    {
        long claimed = Snappy.GetUncompressedLength(block);
        return claimed >= 0 && claimed <= maxBytes && claimed <= (long)block.Length * LogLimits.MaxSnappyRatio;
    }
}
