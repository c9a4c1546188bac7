using System.Globalization;
using System.Runtime.CompilerServices;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// The data being decoded and what it may still cost: depth, values that take no bytes. Methods answer false when the
/// data is bad; the first reason stands, and every caller adds its step to the path while it returns.
/// </summary>
internal ref struct DecodeInput(ReadOnlySpan<byte> bytes)
{
    public AvroReader Reader = new(bytes);

    private readonly int _length = bytes.Length;
    private long _freeValues = AvroLimits.MaxFreeValues + ((long)AvroLimits.FreeValuesPerByte * bytes.Length);
    private int _depth;
    private string? _message;
    private long? _offset;
    private DataPath? _path;

    /// <summary>Goes one value deeper; <see cref="Leave"/> comes back.</summary>
    public bool Enter() =>
        (++_depth <= AvroLimits.MaxDataDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        || Fail($"values nest deeper than {AvroLimits.MaxDataDepth} levels");

    public void Leave() => _depth--;

    /// <summary>Counts values that took no bytes.</summary>
    public bool TakeFree(int count) => (_freeValues -= count) >= 0
        || Fail("there are too many values that take no bytes, far more than the data's size explains");

    public bool Fail(string message)
    {
        _message ??= message;
        _offset ??= Reader.Position;
        return false;
    }

    /// <summary>The default of a field is as large as the free values it uses up.</summary>
    public bool TryGetDefault(DefaultField field, out byte[] bytes)
    {
        if (!field.TryGetBytes(out bytes, out var message))
            return Fail(message);
        return TakeFree(1 + bytes.Length);
    }

    public bool TryReadSymbol(EnumStep step, out int index)
    {
        if (!Reader.TryReadIndex(step.ReaderIndex.Length, out var written))
        {
            index = 0;
            return false;
        }

        index = step.ReaderIndex[written];
        return index >= 0
            || Fail($"the symbol {step.Writer.Symbols[written]} is none of the reader's enum {step.Schema.Name}, "
                + "which has no default");
    }

    public bool FailIn(string field)
    {
        Path().AddName(field);
        return false;
    }

    public bool FailIn(long index)
    {
        Path().AddIndex(index);
        return false;
    }

    public bool FailIn(ReadOnlySpan<byte> key) => FailIn(System.Text.Encoding.UTF8.GetString(key));

    /// <summary>To be called behind the whole value: nothing may follow it.</summary>
    public bool End() => Reader.Remaining == 0
        || Fail($"{Reader.Remaining.ToString(CultureInfo.InvariantCulture)} bytes follow the value");

    public AvroDataProblem ToProblem()
    {
        var path = (_path ?? new DataPath()).ToString();
        return _message is null
            ? new AvroDataProblem(Describe(Reader.Error), path, Reader.ErrorPosition)
            : new AvroDataProblem(_message, path, _offset);
    }

    /// <summary>
    /// The step is made where it fails, with what was read there: a place inside a default is none in the data.
    /// </summary>
    private DataPath Path() => _path ??= new DataPath();

    private readonly string Describe(AvroDataError error) => error switch
    {
        AvroDataError.Truncated => $"the data ends inside the value, after {_length} bytes",
        AvroDataError.NumberTooLong => "a number has too many bytes for its type",
        AvroDataError.NegativeLength => "a length is negative",
        AvroDataError.LengthBeyondData => $"a length goes beyond the end of the data, which has {_length} bytes",
        AvroDataError.InvalidUtf8 => "a string is not valid UTF-8",
        AvroDataError.InvalidBoolean => "a boolean is neither 0 nor 1",
        AvroDataError.IndexOutOfRange => "the union or enum has no branch or symbol of that index",
        AvroDataError.BlockSizeMismatch => "a block of an array or map does not end where its size says",
        _ => "the data is not valid",
    };
}
