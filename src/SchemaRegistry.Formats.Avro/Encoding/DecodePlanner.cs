using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Works out how data of a writer's schema is read with a reader's schema (Avro specification, Schema Resolution). A
/// pair of types is planned once; records are filled in from a queue, so that neither cycles nor long chains of types
/// deepen the recursion beyond the nesting of the schema text. One object serves one plan.
/// </summary>
internal sealed class DecodePlanner
{
    private readonly AvroJsonStyle _style;
    private readonly Dictionary<(AvroSchema Writer, AvroSchema Reader), DecodeStep> _known = [];
    private readonly Dictionary<UnionSchema, UnionShape> _unions = [];
    private readonly Dictionary<RecordSchema, MemberNames> _names = [];
    private readonly Queue<(RecordStep Step, RecordSchema Writer)> _open = [];

    private DecodePlanner(AvroJsonStyle style) => _style = style;

    public static DecodeStep Plan(AvroSchema writer, AvroSchema reader, AvroJsonStyle style)
    {
        var planner = new DecodePlanner(style);
        var root = planner.Resolve(writer, reader);
        while (planner._open.TryDequeue(out var open))
            planner.Fill(open.Step, open.Writer);
        return root;
    }

    private DecodeStep Resolve(AvroSchema writer, AvroSchema reader)
    {
        if (_known.TryGetValue((writer, reader), out var known))
            return known;
        if (_known.Count >= AvroLimits.MaxPlanSteps)
            return new MismatchStep("the two schemas are too complex to be resolved");

        return (writer, reader) switch
        {
            (UnionSchema written, _) => ResolveWrittenUnion(written, reader),
            (_, UnionSchema read) => ResolveReaderUnion(writer, read),
            (RecordSchema written, RecordSchema read) => ResolveRecord(written, read),
            (EnumSchema written, EnumSchema read) => ResolveEnum(written, read),
            (FixedSchema written, FixedSchema read) => ResolveFixed(written, read),
            (ArraySchema written, ArraySchema read) => ResolveArray(written, read),
            (MapSchema written, MapSchema read) => ResolveMap(written, read),
            _ when Promote(writer.Kind, reader.Kind) is { } kind => new DecodeStep(kind),
            _ => Mismatch(writer, reader),
        };
    }

    private WrittenUnionStep ResolveWrittenUnion(UnionSchema writer, AvroSchema reader)
    {
        var step = new WrittenUnionStep(writer.Branches.Count);
        _known[(writer, reader)] = step;
        foreach (var (index, branch) in writer.Branches.Index())
        {
            step.Branches[index] = ReferenceEquals(writer, reader)
                ? ToBranch(writer, index, branch)
                : Resolve(branch, reader);
        }

        return step;
    }

    private DecodeStep ResolveReaderUnion(AvroSchema writer, UnionSchema reader)
    {
        var branch = FindBranch(writer, reader);
        return branch < 0 ? Mismatch(writer, reader) : ToBranch(reader, branch, writer);
    }

    private ReaderBranchStep ToBranch(UnionSchema reader, int branch, AvroSchema writer)
    {
        if (!_unions.TryGetValue(reader, out var shape))
            _unions[reader] = shape = UnionShape.Create(reader, _style);
        return new ReaderBranchStep(shape, branch) { Value = Resolve(writer, reader.Branches[branch]) };
    }

    /// <summary>
    /// The same type or full name first, then the same simple name or an alias, then the first that it promotes to.
    /// </summary>
    private static int FindBranch(AvroSchema writer, UnionSchema reader)
    {
        var named = -1;
        var promoted = -1;
        foreach (var (index, branch) in reader.Branches.Index())
        {
            if (branch.Kind == writer.Kind && (writer as NamedSchema)?.Name == (branch as NamedSchema)?.Name)
                return index;
            if (named < 0 && writer is NamedSchema written && branch.Kind == writer.Kind && IsNamedAs(branch, written))
                named = index;
            if (promoted < 0 && Promote(writer.Kind, branch.Kind) is not null)
                promoted = index;
        }

        return named >= 0 ? named : promoted;
    }

    private DecodeStep ResolveRecord(RecordSchema writer, RecordSchema reader)
    {
        if (!IsNamedAs(reader, writer))
            return Mismatch(writer, reader);
        if (!_names.TryGetValue(reader, out var names))
            _names[reader] = names = new MemberNames(reader, _style);
        var step = new RecordStep(reader, names);
        _known[(writer, reader)] = step;
        _open.Enqueue((step, writer));
        return step;
    }

    private void Fill(RecordStep step, RecordSchema writer)
    {
        var sources = FindSources(step.Schema, writer);
        var slots = new int[writer.Fields.Count];
        Array.Fill(slots, -1);
        for (var slot = 0; slot < sources.Length; slot++)
        {
            if (sources[slot] >= 0)
                slots[sources[slot]] = slot;
        }

        step.Sources = sources;
        step.Written = [.. writer.Fields.Select((field, index) => ToWritten(field, slots[index], step.Schema))];
        step.Defaults = [.. step.Schema.Fields.Select(field => ToDefault(field, sources[field.Position]))];
        step.IsInOrder = IsAscending(sources);
    }

    /// <summary>
    /// By the reader's position, which field was written: by its name, else by one of the reader's aliases.
    /// </summary>
    private static int[] FindSources(RecordSchema reader, RecordSchema writer)
    {
        var taken = new bool[writer.Fields.Count];
        var sources = new int[reader.Fields.Count];
        foreach (var field in reader.Fields)
        {
            sources[field.Position] = writer.Field(field.Name)?.Position ?? -1;
            if (sources[field.Position] >= 0)
                taken[sources[field.Position]] = true;
        }

        foreach (var field in reader.Fields)
        {
            foreach (var alias in field.Aliases)
            {
                if (sources[field.Position] >= 0 || writer.Field(alias) is not { } found || taken[found.Position])
                    continue;
                sources[field.Position] = found.Position;
                taken[found.Position] = true;
            }
        }

        return sources;
    }

    /// <summary>What the reader has no field for is planned as itself, to be skipped.</summary>
    private WrittenField ToWritten(RecordField field, int slot, RecordSchema reader)
    {
        var target = slot < 0 ? field.Type : reader.Fields[slot].Type;
        return new WrittenField(Resolve(field.Type, target), slot, field.Name);
    }

    private DefaultField? ToDefault(RecordField field, int source) =>
        source >= 0 ? null : new DefaultField(field, Resolve(field.Type, field.Type));

    private static bool IsAscending(int[] sources)
    {
        var last = -1;
        foreach (var source in sources)
        {
            if (source < 0)
                continue;
            if (source < last)
                return false;
            last = source;
        }

        return true;
    }

    private static DecodeStep ResolveEnum(EnumSchema writer, EnumSchema reader)
    {
        if (!IsNamedAs(reader, writer))
            return Mismatch(writer, reader);
        var fallback = reader.Default is null ? -1 : reader.IndexOf(reader.Default) ?? -1;
        return new EnumStep(reader, writer, [.. writer.Symbols.Select(symbol => reader.IndexOf(symbol) ?? fallback)]);
    }

    private static DecodeStep ResolveFixed(FixedSchema writer, FixedSchema reader)
    {
        if (!IsNamedAs(reader, writer))
            return Mismatch(writer, reader);
        return writer.Size == reader.Size
            ? new FixedStep(reader)
            : new MismatchStep(
                $"the data has {writer.BranchName} of {writer.Size} bytes here, the reader's {reader.BranchName} has "
                    + $"{reader.Size}");
    }

    private ArrayStep ResolveArray(ArraySchema writer, ArraySchema reader)
    {
        var step = new ArrayStep();
        _known[(writer, reader)] = step;
        step.Item = Resolve(writer.Items, reader.Items);
        return step;
    }

    private MapStep ResolveMap(MapSchema writer, MapSchema reader)
    {
        var step = new MapStep();
        _known[(writer, reader)] = step;
        step.Value = Resolve(writer.Values, reader.Values);
        return step;
    }

    private static bool IsNamedAs(AvroSchema reader, NamedSchema writer) =>
        reader is NamedSchema named
        && (named.Name.Simple == writer.Name.Simple || named.Aliases.Contains(writer.Name));

    private static MismatchStep Mismatch(AvroSchema writer, AvroSchema reader) =>
        new($"the data has {writer.BranchName} here, which can not be read as {Describe(reader)}");

    private static string Describe(AvroSchema reader) =>
        reader is UnionSchema union ? UnionShape.Describe(union) : reader.BranchName;

    private static DecodeStepKind? Promote(AvroKind writer, AvroKind reader) => (writer, reader) switch
    {
        _ when !Promotion.CanRead(reader, writer) => null,
        _ when writer == reader => (DecodeStepKind)writer,
        (AvroKind.Int, AvroKind.Long) => DecodeStepKind.IntToLong,
        (AvroKind.Int, AvroKind.Float) => DecodeStepKind.IntToFloat,
        (AvroKind.Int, AvroKind.Double) => DecodeStepKind.IntToDouble,
        (AvroKind.Long, AvroKind.Float) => DecodeStepKind.LongToFloat,
        (AvroKind.Long, AvroKind.Double) => DecodeStepKind.LongToDouble,
        (AvroKind.Float, AvroKind.Double) => DecodeStepKind.FloatToDouble,
        (AvroKind.Bytes, AvroKind.String) => DecodeStepKind.BytesToString,
        (AvroKind.String, AvroKind.Bytes) => DecodeStepKind.StringToBytes,
        _ => null,
    };
}
