using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The working memory of one encoding: the output, which members the open messages had, the keys of their maps, and
/// room for one unescaped text. One thread at a time.
/// </summary>
internal sealed class EncodeScratch
{
    private const int BitsPerWord = 64;

    private ulong[] _marks = new ulong[64];
    private int _top;
    private byte[] _text = new byte[256];

    public EncodeBuffer Output { get; } = new();

    public KeyTable Keys { get; } = new();

    public bool IsWorthKeeping =>
        Output.Capacity + Keys.Capacity + _text.Length + (_marks.Length * sizeof(ulong))
        <= ProtobufDataLimits.MaxKeptScratchBytes;

    public void Reset()
    {
        Output.Reset();
        Keys.Reset();
        _top = 0;
    }

    /// <summary>
    /// Opens a message with so many marks, none of which is set; answers what the other methods want.
    /// </summary>
    public int Push(int marks)
    {
        var frame = _top;
        _top += (marks + BitsPerWord - 1) / BitsPerWord;
        if (_top > _marks.Length)
            Array.Resize(ref _marks, Math.Max(_top, 2 * _marks.Length));
        _marks.AsSpan(frame, _top - frame).Clear();
        return frame;
    }

    public void Pop(int frame) => _top = frame;

    /// <summary>Answers false when the mark is set already.</summary>
    public bool TryMark(int frame, int mark)
    {
        ref var word = ref _marks[frame + (mark / BitsPerWord)];
        var bit = 1UL << (mark % BitsPerWord);
        if ((word & bit) != 0)
            return false;
        word |= bit;
        return true;
    }

    public bool IsMarked(int frame, int mark) =>
        (_marks[frame + (mark / BitsPerWord)] & (1UL << (mark % BitsPerWord))) != 0;

    /// <summary>
    /// The text of a string or name, unescaped; good until the next call. A lone surrogate is an
    /// InvalidOperationException, as the JSON reader has it.
    /// </summary>
    public ReadOnlySpan<byte> Unescape(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
            return json.ValueSpan;
        if (_text.Length < json.ValueSpan.Length)
            _text = new byte[json.ValueSpan.Length];
        return _text.AsSpan(0, json.CopyString(_text));
    }
}
