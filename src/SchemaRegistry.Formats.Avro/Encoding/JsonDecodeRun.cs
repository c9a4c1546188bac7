using System.Buffers;
using System.Text.Json;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>One pass over binary data that writes JSON.</summary>
internal ref struct JsonDecodeRun(ReadOnlySpan<byte> binary, Utf8JsonWriter writer, AvroJsonStyle style)
{
    private const int DefaultWriterDepth = 1000;

    private readonly int _maxWriterDepth = writer.Options.MaxDepth == 0 ? DefaultWriterDepth : writer.Options.MaxDepth;
    private DecodeInput _input = new(binary);

    public AvroDataProblem? Decode(DecodeStep root) => Write(root) && _input.End() ? null : _input.ToProblem();

    private bool Write(DecodeStep step) => step.Kind switch
    {
        DecodeStepKind.Null => WriteNull(),
        DecodeStepKind.Boolean => WriteBoolean(),
        DecodeStepKind.Int or DecodeStepKind.IntToLong => WriteInt(),
        DecodeStepKind.Long => WriteLong(),
        <= DecodeStepKind.Double or (>= DecodeStepKind.IntToFloat and <= DecodeStepKind.FloatToDouble) =>
            WriteReal(step.Kind, RealForm.Shortest),
        DecodeStepKind.String or DecodeStepKind.BytesToString => WriteString(),
        DecodeStepKind.Bytes or DecodeStepKind.StringToBytes => WriteBytes(step.Kind),
        DecodeStepKind.Fixed => WriteFixed((FixedStep)step),
        DecodeStepKind.Enum => WriteEnum((EnumStep)step),
        DecodeStepKind.WrittenUnion => WriteBranch((WrittenUnionStep)step),
        DecodeStepKind.ReaderBranch => WriteBranchValue((ReaderBranchStep)step),
        DecodeStepKind.Mismatch => _input.Fail(((MismatchStep)step).Message),
        _ => WriteNested(step),
    };

    private bool WriteNull()
    {
        if (!_input.TakeFree(1))
            return false;
        writer.WriteNullValue();
        return true;
    }

    private bool WriteBoolean()
    {
        if (!_input.Reader.TryReadBoolean(out var value))
            return false;
        writer.WriteBooleanValue(value);
        return true;
    }

    private bool WriteInt()
    {
        if (!_input.Reader.TryReadInt(out var value))
            return false;
        writer.WriteNumberValue(value);
        return true;
    }

    private bool WriteLong()
    {
        if (!_input.Reader.TryReadLong(out var value))
            return false;
        writer.WriteNumberValue(value);
        return true;
    }

    private bool WriteReal(DecodeStepKind kind, RealForm form)
    {
        if (!ScalarReader.TryReadReal(ref _input.Reader, kind, out var value, out var isSingle))
            return false;
        if (!double.IsFinite(value))
            writer.WriteStringValue(RealWords.For(value));
        else if (form == RealForm.WithPoint)
            RealText.WriteWithPoint(writer, value, isSingle);
        else if (isSingle)
            writer.WriteNumberValue((float)value);
        else
            writer.WriteNumberValue(value);
        return true;
    }

    private bool WriteString()
    {
        if (!_input.Reader.TryReadString(out var utf8))
            return false;
        if (utf8.Length > AvroLimits.MaxJsonTextBytes)
            return FailTooLong();
        writer.WriteStringValue(utf8);
        return true;
    }

    private bool WriteBytes(DecodeStepKind kind)
    {
        var read = kind == DecodeStepKind.Bytes
            ? _input.Reader.TryReadBytes(out var bytes)
            : _input.Reader.TryReadString(out bytes);
        return read && WriteLatin1(bytes);
    }

    private bool WriteFixed(FixedStep step) =>
        _input.TakeFree(1) && _input.Reader.TryReadFixed(step.Schema.Size, out var bytes) && WriteLatin1(bytes);

    private bool WriteLatin1(ReadOnlySpan<byte> bytes)
    {
        const int maxOnStack = 256;
        if (bytes.Length > AvroLimits.MaxJsonTextBytes / 2)
            return FailTooLong();
        byte[]? rented = null;
        var utf8 = bytes.Length <= maxOnStack / 2
            ? stackalloc byte[maxOnStack]
            : rented = ArrayPool<byte>.Shared.Rent(2 * bytes.Length);
        writer.WriteStringValue(utf8[..Latin1.ToUtf8(bytes, utf8)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return true;
    }

    private bool WriteEnum(EnumStep step)
    {
        if (!_input.TryReadSymbol(step, out var index))
            return false;
        writer.WriteStringValue(step.Symbols.Utf8Symbols[index]);
        return true;
    }

    private bool WriteBranch(WrittenUnionStep step) =>
        _input.Reader.TryReadIndex(step.Branches.Length, out var branch) && Write(step.Branches[branch]);

    private bool WriteBranchValue(ReaderBranchStep step)
    {
        var tagging = step.Union.Tagging[step.Branch];
        var isTagged = tagging == BranchTagging.Always || (tagging == BranchTagging.ByValue && IsReadAsOther(step));
        if (!isTagged)
            return WriteUntagged(step);
        if (!HasRoomToNest())
            return false;
        writer.WriteStartObject();
        writer.WritePropertyName(step.Union.Tags[step.Branch]);
        if (!Write(step.Value))
            return false;
        writer.WriteEndObject();
        return true;
    }

    /// <summary>
    /// In a union that has integers too, a real number without a fraction shows by its point that it is none.
    /// </summary>
    private bool WriteUntagged(ReaderBranchStep step) =>
        step.Value.Kind is DecodeStepKind.Float or DecodeStepKind.Double
            or (>= DecodeStepKind.IntToFloat and <= DecodeStepKind.FloatToDouble)
        && style == AvroJsonStyle.Plain
            ? WriteReal(step.Value.Kind, step.Union.HasInteger ? RealForm.WithPoint : RealForm.Shortest)
            : Write(step.Value);

    /// <summary>
    /// Looks at the value and goes back. A value that can not be read is reported when it is written.
    /// </summary>
    private bool IsReadAsOther(ReaderBranchStep step)
    {
        var bookmark = _input.Reader;
        var chosen = ScalarReader.ChooseBranch(ref _input, step);
        _input.Reader = bookmark;
        return chosen != step.Branch;
    }

    private bool WriteNested(DecodeStep step)
    {
        if (!_input.Enter() || !_input.TakeFree(1) || !HasRoomToNest())
            return false;
        var written = step switch
        {
            RecordStep record => WriteRecord(record),
            ArrayStep array => WriteArray(array),
            _ => WriteMap((MapStep)step),
        };

        _input.Leave();
        return written;
    }

    private bool HasRoomToNest() =>
        writer.CurrentDepth < _maxWriterDepth || _input.Fail($"the JSON text nests deeper than {_maxWriterDepth} levels");

    private bool WriteRecord(RecordStep step)
    {
        writer.WriteStartObject();
        var fields = new FieldPass(step);
        while (fields.TryMoveNext(ref _input, out var slot))
        {
            writer.WritePropertyName(step.Names.Utf8[slot]);
            if (!(fields.Source >= 0 ? Write(step.Written[fields.Source].Step) : WriteDefault(step.Defaults[slot]!)))
            {
                fields.Dispose();
                return _input.FailIn(step.Names.Names[slot]);
            }
        }

        if (!fields.End(ref _input))
            return false;
        writer.WriteEndObject();
        return true;
    }

    private bool WriteDefault(DefaultField missing)
    {
        if (!_input.TryGetDefault(missing, out var bytes))
            return false;
        var bookmark = _input.Reader;
        _input.Reader = new AvroReader(bytes);
        if (!Write(missing.Step))
            return false;
        _input.Reader = bookmark;
        return true;
    }

    private bool WriteArray(ArrayStep step)
    {
        var index = 0L;
        writer.WriteStartArray();
        while (true)
        {
            if (!_input.Reader.TryReadBlock(out var block))
                return false;
            for (var left = block.Count; left > 0; left--, index++)
            {
                if (!Write(step.Item))
                    return _input.FailIn(index);
            }

            if (!_input.Reader.TryEndBlock(block))
                return false;
            if (block.Count > 0)
                continue;
            writer.WriteEndArray();
            return true;
        }
    }

    private bool WriteMap(MapStep step)
    {
        writer.WriteStartObject();
        while (true)
        {
            if (!_input.Reader.TryReadBlock(out var block))
                return false;
            for (var left = block.Count; left > 0; left--)
            {
                if (!_input.Reader.TryReadString(out var key))
                    return false;
                if (key.Length > AvroLimits.MaxJsonTextBytes)
                    return FailTooLong();
                writer.WritePropertyName(key);
                if (!Write(step.Value))
                    return _input.FailIn(key);
            }

            if (!_input.Reader.TryEndBlock(block))
                return false;
            if (block.Count > 0)
                continue;
            writer.WriteEndObject();
            return true;
        }
    }

    private bool FailTooLong() =>
        _input.Fail($"a text of more than {AvroLimits.MaxJsonTextBytes} bytes is not printed as JSON");
}
