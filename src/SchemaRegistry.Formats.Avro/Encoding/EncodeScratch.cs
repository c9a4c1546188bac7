namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// The working memory of one encoding: the output, and a stack of places where the fields of the open records lie in
/// it.
/// </summary>
internal sealed class EncodeScratch
{
    private (int Start, int End)[] _places = new (int, int)[64];

    /// <summary>Where the next frame begins.</summary>
    public int Top { get; private set; }

    public EncodeBuffer Output { get; } = new();

    public bool IsWorthKeeping => Output.Capacity <= AvroLimits.MaxKeptScratchBytes;

    public void Reset()
    {
        Output.CutBack(0);
        Top = 0;
    }

    /// <summary>
    /// Opens a record of so many fields, none of which has a place yet; answers what the other methods want.
    /// </summary>
    public int Push(int fields)
    {
        var frame = Top;
        Top += fields;
        if (Top > _places.Length)
            Array.Resize(ref _places, Math.Max(Top, 2 * _places.Length));
        _places.AsSpan(frame, fields).Fill((-1, -1));
        return frame;
    }

    public void Pop(int frame) => Top = frame;

    public bool HasPlace(int frame, int field) => _places[frame + field].Start >= 0;

    public void SetPlace(int frame, int field, int start) => _places[frame + field] = (start, Output.Length);

    /// <summary>Puts the fields, which were written since <paramref name="start"/>, in their order.</summary>
    public void Arrange(int frame, int fields, int start)
    {
        var end = Output.Length;
        for (var field = 0; field < fields; field++)
        {
            var (from, to) = _places[frame + field];
            Output.Repeat(from, to - from);
        }

        Output.Remove(start, end);
    }
}
