namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The working memory of one decoding: a stack of places in the data (ranges of open messages, occurrences of their
/// fields), the keys of maps and room for one text. One thread at a time.
/// </summary>
internal sealed class DecodeScratch
{
    private ulong[] _words = new ulong[128];
    private byte[] _text = new byte[256];

    public int Top { get; private set; }

    public KeyTable Keys { get; } = new();

    public bool IsWorthKeeping =>
        Keys.Capacity + _text.Length + (_words.Length * sizeof(ulong)) <= ProtobufDataLimits.MaxKeptScratchBytes;

    public ulong this[int index]
    {
        get => _words[index];
        set => _words[index] = value;
    }

    public void Reset()
    {
        Top = 0;
        Keys.Reset();
    }

    public void Push(ulong word)
    {
        if (Top == _words.Length)
            Array.Resize(ref _words, 2 * Top);
        _words[Top++] = word;
    }

    public void Pop(int top) => Top = top;

    /// <summary>From an index up to the top.</summary>
    public void SortFrom(int start) => _words.AsSpan(start, Top - start).Sort();

    /// <summary>Room for a text; what was in it before is lost.</summary>
    public Span<byte> Text(int size)
    {
        if (_text.Length < size)
            _text = new byte[Math.Max(size, 2 * _text.Length)];
        return _text;
    }
}
