using System.Buffers;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Goes through the fields of a resolved record in the reader's order. Where the data has the same order it skips
/// what the reader does not have on the way; otherwise it first finds where each written field begins, and jumps.
/// </summary>
internal ref struct FieldPass(RecordStep step)
{
    private int[]? _places;
    private int _end;
    private int _next;
    private int _slot = -1;
    private bool _failed;

    /// <summary>
    /// The index of the written field that the reader stands on, or −1 when the default is to be taken.
    /// </summary>
    public readonly int Source => step.Sources[_slot];

    /// <summary>Moves to the reader's next field; false behind the last one and when the data is bad.</summary>
    public bool TryMoveNext(ref DecodeInput input, out int slot)
    {
        slot = ++_slot;
        if (slot == 0 && !step.IsInOrder && !FindPlaces(ref input))
            return false;
        if (slot == step.Sources.Length)
            return false;
        if (Source < 0)
            return true;
        if (_places is not null)
            input.Reader.Seek(_places[Source]);
        else if (!SkipTo(ref input, Source))
            return false;
        _next = Source + 1;
        return true;
    }

    /// <summary>
    /// To be called when there is no next field: the input stands behind the record, or false when the data is bad.
    /// </summary>
    public bool End(ref DecodeInput input)
    {
        var isPassed = !_failed;
        if (isPassed && _places is not null)
            input.Reader.Seek(_end);
        else if (isPassed)
            isPassed = SkipTo(ref input, step.Written.Length);
        Dispose();
        return isPassed;
    }

    public void Dispose()
    {
        if (_places is not null)
            ArrayPool<int>.Shared.Return(_places);
        _places = null;
    }

    private bool SkipTo(ref DecodeInput input, int target)
    {
        for (; _next < target; _next++)
        {
            if (Skip(ref input, _next))
                continue;
            return false;
        }

        return true;
    }

    private bool FindPlaces(ref DecodeInput input)
    {
        _places = ArrayPool<int>.Shared.Rent(step.Written.Length);
        for (var index = 0; index < step.Written.Length; index++)
        {
            _places[index] = input.Reader.Position;
            if (!Skip(ref input, index))
                return false;
        }

        _end = input.Reader.Position;
        return true;
    }

    private bool Skip(ref DecodeInput input, int index)
    {
        if (DecodeSkip.Skip(ref input, step.Written[index].Step))
            return true;
        _failed = true;
        return input.FailIn(step.Written[index].Name);
    }
}
