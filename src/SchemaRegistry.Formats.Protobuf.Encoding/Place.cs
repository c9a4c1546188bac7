namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Two numbers of 31 bits in a word: sorted by the first, then by the second.</summary>
internal static class Place
{
    private const int HalfBits = 32;

    /// <summary>A range of data, or a field's position and the offset of its tag.</summary>
    public static ulong Of(int first, int second) => ((ulong)(uint)first << HalfBits) | (uint)second;

    public static int First(ulong place) => (int)(place >> HalfBits);

    public static int Second(ulong place) => (int)(uint)place;
}
