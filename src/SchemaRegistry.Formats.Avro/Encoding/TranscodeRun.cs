namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>One pass over binary data that writes it as another schema sees it.</summary>
internal ref struct TranscodeRun(ReadOnlySpan<byte> binary, EncodeBuffer output)
{
    private DecodeInput _input = new(binary);

    public AvroDataProblem? Transcode(DecodeStep root, out int consumed)
    {
        consumed = 0;
        try
        {
            var written = Write(root);
            consumed = _input.Reader.Position;
            return written ? null : _input.ToProblem();
        }
        catch (EncodedTooLargeException e)
        {
            return new AvroDataProblem(e.Message, "$");
        }
    }

    private bool Write(DecodeStep step) => step.Kind switch
    {
        DecodeStepKind.Null => _input.TakeFree(1),
        DecodeStepKind.Boolean => WriteBoolean(),
        DecodeStepKind.Int or DecodeStepKind.IntToLong => WriteInt(),
        DecodeStepKind.Long => WriteLong(),
        <= DecodeStepKind.Double or (>= DecodeStepKind.IntToFloat and <= DecodeStepKind.FloatToDouble) =>
            WriteReal(step.Kind),
        DecodeStepKind.Bytes => _input.Reader.TryReadBytes(out var bytes) && WriteBytes(bytes),
        DecodeStepKind.String or DecodeStepKind.BytesToString or DecodeStepKind.StringToBytes =>
            _input.Reader.TryReadString(out var utf8) && WriteBytes(utf8),
        DecodeStepKind.Fixed => WriteFixed((FixedStep)step),
        DecodeStepKind.Enum => WriteSymbol((EnumStep)step),
        DecodeStepKind.WrittenUnion => WriteWritten((WrittenUnionStep)step),
        DecodeStepKind.ReaderBranch => WriteBranch((ReaderBranchStep)step),
        DecodeStepKind.Mismatch => _input.Fail(((MismatchStep)step).Message),
        _ => WriteNested(step),
    };

    private bool WriteBoolean()
    {
        if (!_input.Reader.TryReadBoolean(out var value))
            return false;
        output.WriteByte(value ? (byte)1 : (byte)0);
        return true;
    }

    private bool WriteInt()
    {
        if (!_input.Reader.TryReadInt(out var value))
            return false;
        output.WriteLong(value);
        return true;
    }

    private bool WriteLong()
    {
        if (!_input.Reader.TryReadLong(out var value))
            return false;
        output.WriteLong(value);
        return true;
    }

    private bool WriteReal(DecodeStepKind kind)
    {
        if (!ScalarReader.TryReadReal(ref _input.Reader, kind, out var value, out var isSingle))
            return false;
        if (isSingle)
            output.WriteFloat((float)value);
        else
            output.WriteDouble(value);
        return true;
    }

    private readonly bool WriteBytes(ReadOnlySpan<byte> bytes)
    {
        output.WriteBytes(bytes);
        return true;
    }

    private bool WriteFixed(FixedStep step)
    {
        if (!_input.TakeFree(1) || !_input.Reader.TryReadFixed(step.Schema.Size, out var bytes))
            return false;
        output.WriteFixed(bytes);
        return true;
    }

    private bool WriteSymbol(EnumStep step)
    {
        if (!_input.TryReadSymbol(step, out var index))
            return false;
        output.WriteLong(index);
        return true;
    }

    private bool WriteWritten(WrittenUnionStep step) =>
        _input.Reader.TryReadIndex(step.Branches.Length, out var branch) && Write(step.Branches[branch]);

    private bool WriteBranch(ReaderBranchStep step)
    {
        output.WriteLong(step.Branch);
        return Write(step.Value);
    }

    private bool WriteNested(DecodeStep step)
    {
        if (!_input.Enter() || !_input.TakeFree(1))
            return false;
        var written = step switch
        {
            RecordStep record => WriteRecord(record),
            ArrayStep array => WriteBlocks(array.Item, hasKeys: false),
            _ => WriteBlocks(((MapStep)step).Value, hasKeys: true),
        };

        _input.Leave();
        return written;
    }

    private bool WriteRecord(RecordStep step)
    {
        var fields = new FieldPass(step);
        while (fields.TryMoveNext(ref _input, out var slot))
        {
            if (!(fields.Source >= 0 ? Write(step.Written[fields.Source].Step) : WriteDefault(step.Defaults[slot]!)))
            {
                fields.Dispose();
                return _input.FailIn(step.Names.Names[slot]);
            }
        }

        return fields.End(ref _input);
    }

    private bool WriteDefault(DefaultField missing)
    {
        if (!_input.TryGetDefault(missing, out var bytes))
            return false;
        output.WriteFixed(bytes);
        return true;
    }

    private bool WriteBlocks(DecodeStep item, bool hasKeys)
    {
        var index = 0L;
        while (true)
        {
            if (!_input.Reader.TryReadBlock(out var block))
                return false;
            output.WriteLong(block.Count);
            for (var left = block.Count; left > 0; left--, index++)
            {
                if ((hasKeys && !WriteKey()) || !Write(item))
                    return _input.FailIn(index);
            }

            if (!_input.Reader.TryEndBlock(block))
                return false;
            if (block.Count == 0)
                return true;
        }
    }

    private bool WriteKey() => _input.Reader.TryReadString(out var key) && WriteBytes(key);
}
