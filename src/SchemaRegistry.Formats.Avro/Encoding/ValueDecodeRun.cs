namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>One pass over binary data that builds values.</summary>
internal ref struct ValueDecodeRun(ReadOnlySpan<byte> binary)
{
    private DecodeInput _input = new(binary);

    public AvroDataProblem? Decode(DecodeStep root, out object? value) =>
        Read(root, out value) && _input.End() ? null : _input.ToProblem();

    public AvroDataProblem? DecodeFirst(DecodeStep root, out object? value, out int consumed)
    {
        var read = Read(root, out value);
        consumed = _input.Reader.Position;
        return read ? null : _input.ToProblem();
    }

    private bool Read(DecodeStep step, out object? value)
    {
        value = null;
        return step.Kind switch
        {
            DecodeStepKind.Null => _input.TakeFree(1),
            DecodeStepKind.Boolean => ReadBoolean(out value),
            <= DecodeStepKind.Double or (>= DecodeStepKind.IntToLong and <= DecodeStepKind.FloatToDouble) =>
                ReadNumber(step.Kind, out value),
            DecodeStepKind.Bytes or DecodeStepKind.StringToBytes => ReadBytes(step.Kind, out value),
            DecodeStepKind.String or DecodeStepKind.BytesToString => ReadString(out value),
            DecodeStepKind.Fixed => ReadFixed((FixedStep)step, out value),
            DecodeStepKind.Enum => ReadEnum((EnumStep)step, out value),
            DecodeStepKind.WrittenUnion => ReadBranch((WrittenUnionStep)step, out value),
            DecodeStepKind.ReaderBranch => Read(((ReaderBranchStep)step).Value, out value),
            DecodeStepKind.Mismatch => _input.Fail(((MismatchStep)step).Message),
            _ => ReadNested(step, out value),
        };
    }

    private bool ReadBoolean(out object? value)
    {
        var read = _input.Reader.TryReadBoolean(out var boolean);
        value = boolean;
        return read;
    }

    private bool ReadNumber(DecodeStepKind kind, out object? value)
    {
        value = null;
        switch (kind)
        {
            case DecodeStepKind.Float or DecodeStepKind.FloatToDouble:
                if (!_input.Reader.TryReadFloat(out var single))
                    return false;
                value = kind == DecodeStepKind.Float ? single : (object)(double)single;
                return true;
            case DecodeStepKind.Double:
                if (!_input.Reader.TryReadDouble(out var real))
                    return false;
                value = real;
                return true;
            case DecodeStepKind.Long or DecodeStepKind.LongToFloat or DecodeStepKind.LongToDouble:
                if (!_input.Reader.TryReadLong(out var wide))
                    return false;
                value = Promote(kind, wide);
                return true;
            default:
                if (!_input.Reader.TryReadInt(out var number))
                    return false;
                value = kind == DecodeStepKind.Int ? number : Promote(kind, number);
                return true;
        }
    }

    private static object Promote(DecodeStepKind kind, long number) => kind switch
    {
        DecodeStepKind.IntToFloat or DecodeStepKind.LongToFloat => (object)(float)number,
        DecodeStepKind.IntToDouble or DecodeStepKind.LongToDouble => (object)(double)number,
        _ => (object)number,
    };

    private bool ReadBytes(DecodeStepKind kind, out object? value)
    {
        value = null;
        var read = kind == DecodeStepKind.Bytes
            ? _input.Reader.TryReadBytes(out var bytes)
            : _input.Reader.TryReadString(out bytes);
        if (read)
            value = bytes.ToArray();
        return read;
    }

    private bool ReadString(out object? value)
    {
        value = null;
        if (!_input.Reader.TryReadString(out var utf8))
            return false;
        value = System.Text.Encoding.UTF8.GetString(utf8);
        return true;
    }

    private bool ReadFixed(FixedStep step, out object? value)
    {
        value = null;
        if (!_input.TakeFree(1) || !_input.Reader.TryReadFixed(step.Schema.Size, out var bytes))
            return false;
        value = new AvroFixed(step.Schema, bytes.ToArray());
        return true;
    }

    private bool ReadEnum(EnumStep step, out object? value)
    {
        value = null;
        if (!_input.TryReadSymbol(step, out var index))
            return false;
        value = new AvroEnum(step.Schema, index);
        return true;
    }

    private bool ReadBranch(WrittenUnionStep step, out object? value)
    {
        value = null;
        return _input.Reader.TryReadIndex(step.Branches.Length, out var branch)
            && Read(step.Branches[branch], out value);
    }

    private bool ReadNested(DecodeStep step, out object? value)
    {
        value = null;
        if (!_input.Enter() || !_input.TakeFree(1))
            return false;
        var read = step switch
        {
            RecordStep record => ReadRecord(record, out value),
            ArrayStep array => ReadArray(array, out value),
            _ => ReadMap((MapStep)step, out value),
        };

        _input.Leave();
        return read;
    }

    private bool ReadRecord(RecordStep step, out object? value)
    {
        var record = new AvroRecord(step.Schema);
        value = record;
        foreach (var field in step.Written)
        {
            object? item = null;
            var read = field.Slot < 0 ? DecodeSkip.Skip(ref _input, field.Step) : Read(field.Step, out item);
            if (!read)
                return _input.FailIn(field.Name);
            if (field.Slot >= 0)
                record[field.Slot] = item;
        }

        return FillDefaults(step, record);
    }

    private bool FillDefaults(RecordStep step, AvroRecord record)
    {
        for (var slot = 0; slot < step.Defaults.Length; slot++)
        {
            if (step.Defaults[slot] is not { } missing)
                continue;
            if (!ReadDefault(missing, out var item))
                return _input.FailIn(step.Schema.Fields[slot].Name);
            record[slot] = item;
        }

        return true;
    }

    private bool ReadDefault(DefaultField missing, out object? value)
    {
        value = null;
        if (!_input.TryGetDefault(missing, out var bytes))
            return false;
        var bookmark = _input.Reader;
        _input.Reader = new AvroReader(bytes);
        if (!Read(missing.Step, out value))
            return false;
        _input.Reader = bookmark;
        return true;
    }

    private bool ReadArray(ArrayStep step, out object? value)
    {
        var items = new List<object?>();
        value = items;
        while (true)
        {
            if (!_input.Reader.TryReadBlock(out var block))
                return false;
            if (block.Count == 0)
                return _input.Reader.TryEndBlock(block);
            for (var left = block.Count; left > 0; left--)
            {
                if (!Read(step.Item, out var item))
                    return _input.FailIn(items.Count);
                items.Add(item);
            }

            if (!_input.Reader.TryEndBlock(block))
                return false;
        }
    }

    private bool ReadMap(MapStep step, out object? value)
    {
        var items = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = items;
        while (true)
        {
            if (!_input.Reader.TryReadBlock(out var block))
                return false;
            if (block.Count == 0)
                return _input.Reader.TryEndBlock(block);
            for (var left = block.Count; left > 0; left--)
            {
                if (!_input.Reader.TryReadString(out var key))
                    return false;
                if (!Read(step.Value, out var item))
                    return _input.FailIn(key);
                items[System.Text.Encoding.UTF8.GetString(key)] = item;
            }

            if (!_input.Reader.TryEndBlock(block))
                return false;
        }
    }
}
