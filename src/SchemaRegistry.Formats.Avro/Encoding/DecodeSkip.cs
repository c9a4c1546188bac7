namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Passes over a value that nobody wants, with the same checks as if it were read.</summary>
internal static class DecodeSkip
{
    public static bool Skip(ref DecodeInput input, DecodeStep step)
    {
        ref var reader = ref input.Reader;
        return step.Kind switch
        {
            DecodeStepKind.Null => input.TakeFree(1),
            DecodeStepKind.Boolean => reader.TryReadBoolean(out _),
            DecodeStepKind.Int or DecodeStepKind.IntToLong => reader.TryReadInt(out _),
            DecodeStepKind.IntToFloat or DecodeStepKind.IntToDouble => reader.TryReadInt(out _),
            DecodeStepKind.Long => reader.TryReadLong(out _),
            DecodeStepKind.LongToFloat or DecodeStepKind.LongToDouble => reader.TryReadLong(out _),
            DecodeStepKind.Float or DecodeStepKind.FloatToDouble => reader.TryReadFloat(out _),
            DecodeStepKind.Double => reader.TryReadDouble(out _),
            DecodeStepKind.Bytes or DecodeStepKind.BytesToString => reader.TryReadBytes(out _),
            DecodeStepKind.String or DecodeStepKind.StringToBytes => reader.TryReadString(out _),
            DecodeStepKind.Fixed => input.TakeFree(1) && reader.TryReadFixed(((FixedStep)step).Schema.Size, out _),
            DecodeStepKind.Enum => input.TryReadSymbol((EnumStep)step, out _),
            DecodeStepKind.WrittenUnion => SkipBranch(ref input, (WrittenUnionStep)step),
            DecodeStepKind.ReaderBranch => Skip(ref input, ((ReaderBranchStep)step).Value),
            DecodeStepKind.Mismatch => input.Fail(((MismatchStep)step).Message),
            _ => SkipNested(ref input, step),
        };
    }

    private static bool SkipNested(ref DecodeInput input, DecodeStep step)
    {
        if (!input.Enter() || !input.TakeFree(1))
            return false;
        var skipped = step switch
        {
            RecordStep record => SkipFields(ref input, record),
            ArrayStep array => SkipBlocks(ref input, array.Item, hasKeys: false),
            _ => SkipBlocks(ref input, ((MapStep)step).Value, hasKeys: true),
        };

        input.Leave();
        return skipped;
    }

    private static bool SkipFields(ref DecodeInput input, RecordStep step)
    {
        foreach (var field in step.Written)
        {
            if (!Skip(ref input, field.Step))
                return input.FailIn(field.Name);
        }

        return true;
    }

    private static bool SkipBranch(ref DecodeInput input, WrittenUnionStep step) =>
        input.Reader.TryReadIndex(step.Branches.Length, out var branch) && Skip(ref input, step.Branches[branch]);

    private static bool SkipBlocks(ref DecodeInput input, DecodeStep item, bool hasKeys)
    {
        var index = 0L;
        while (true)
        {
            if (!input.Reader.TryReadBlock(out var block))
                return false;
            if (block.Count == 0)
                return input.Reader.TryEndBlock(block);
            for (var left = block.Count; left > 0; left--, index++)
            {
                if ((hasKeys && !input.Reader.TryReadString(out _)) || !Skip(ref input, item))
                    return input.FailIn(index);
            }

            if (!input.Reader.TryEndBlock(block))
                return false;
        }
    }
}
