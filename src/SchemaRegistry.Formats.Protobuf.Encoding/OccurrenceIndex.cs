namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Finds where the fields of a message stand in the data, before anything of it is printed: they may come in any
/// order, elements of a repeated field among others, and a message in several parts, which count as one.
/// </summary>
internal static class OccurrenceIndex
{
    private const ulong NoMember = ulong.MaxValue;

    /// <summary>
    /// Reads the ranges on the scratch's stack and pushes one <see cref="Place"/> per occurrence: the field's position
    /// and the offset of its tag, ascending. Unknown fields, values that a closed enum does not have, empty blocks and
    /// what another member of a oneof replaced are left out.
    /// </summary>
    public static bool TryPush(
        ref WireReader reader,
        DecodeScratch scratch,
        ProtobufMessageType type,
        (int From, int To) ranges,
        int depthLeft)
    {
        var oneofs = scratch.Top;
        for (var oneof = 0; oneof < type.OneofCount; oneof++)
            scratch.Push(NoMember);
        var first = scratch.Top;
        var state = new State(oneofs);
        for (var range = ranges.From; range < ranges.To; range++)
        {
            reader.Seek(Place.First(scratch[range]), Place.Second(scratch[range]));
            if (!TryPushRange(ref reader, scratch, type, ref state, depthLeft))
                return false;
        }

        if (state.IsReplaced)
            DropReplaced(scratch, type, oneofs, first);
        if (state.IsUnsorted)
            scratch.SortFrom(first);
        return true;
    }

    /// <summary>Where the occurrences begin that <see cref="TryPush"/> pushed when the stack had this top.</summary>
    public static int Start(int top, ProtobufMessageType type) => top + type.OneofCount;

    private static bool TryPushRange(
        ref WireReader reader, DecodeScratch scratch, ProtobufMessageType type, ref State state, int depthLeft)
    {
        while (reader.Position < reader.End)
        {
            var tag = reader.Position;
            if (!reader.TryReadTag(out var number, out var wire))
                return false;
            var field = type.FindField(number);
            if (field is not null && !(wire == field.Wire || (wire == WireKind.Length && field.CanBePacked)))
                field = null;
            var value = reader.Position;
            if (!reader.TrySkip(number, wire, depthLeft))
                return field is not null && reader.FailIn(field.JsonName);
            if (field is null || (field.CanBeNothing && IsNothing(reader, field, value, wire)))
                continue;

            var place = Place.Of(field.Position, tag);
            state.IsUnsorted |= place < state.Last;
            state.Last = place;
            if (field.Oneof != FieldPlan.NoOneof)
                state.IsReplaced |= Replaces(scratch, state.Oneofs + field.Oneof, place);
            scratch.Push(place);
        }

        return true;
    }

    /// <summary>
    /// The word of a oneof holds the first occurrence of the member that it has now: what came before is replaced.
    /// </summary>
    private static bool Replaces(DecodeScratch scratch, int oneof, ulong place)
    {
        var current = scratch[oneof];
        if (current != NoMember && Place.First(current) == Place.First(place))
            return false;
        scratch[oneof] = place;
        return current != NoMember;
    }

    private static void DropReplaced(DecodeScratch scratch, ProtobufMessageType type, int oneofs, int first)
    {
        var kept = first;
        for (var index = first; index < scratch.Top; index++)
        {
            var place = scratch[index];
            var oneof = type.Fields[Place.First(place)].Oneof;
            if (oneof != FieldPlan.NoOneof && IsReplacedBy(scratch[oneofs + oneof], place))
                continue;
            scratch[kept++] = place;
        }

        scratch.Pop(kept);
    }

    private static bool IsReplacedBy(ulong current, ulong place) =>
        Place.First(place) != Place.First(current) || Place.Second(place) < Place.Second(current);

    /// <summary>The reader is a copy: the caller's stays where it is.</summary>
    private static bool IsNothing(WireReader reader, FieldPlan field, int value, WireKind wire)
    {
        reader.Seek(value, reader.Position);
        if (field.Shape == FieldShape.Map)
            return !HasKnownValue(reader, field.Value);
        if (wire != WireKind.Length)
            return field.Enum is { } plan && reader.TryReadVarint(out var number) && !plan.Accepts((int)number);
        _ = reader.TryReadLength(out _);
        return field.Enum is null ? reader.Position == reader.End : !HasKnownElement(reader, field.Enum);
    }

    private static bool HasKnownElement(WireReader reader, EnumPlan plan)
    {
        while (reader.Position < reader.End)
        {
            // What is cut off is reported when the elements are printed.
            if (!reader.TryReadVarint(out var number) || plan.Accepts((int)number))
                return true;
        }

        return false;
    }

    private static bool HasKnownValue(WireReader reader, FieldPlan value)
    {
        var isKnown = true;
        _ = reader.TryReadLength(out _);
        while (reader.Position < reader.End)
        {
            if (!reader.TryReadTag(out var number, out var wire))
                return true;
            var start = reader.Position;
            if (!reader.TrySkip(number, wire, ProtobufDataLimits.DefaultMaxDepth))
                return true;
            if (number != value.Number || wire != WireKind.Varint)
                continue;
            var end = reader.Position;
            var outer = reader.End;
            reader.Seek(start, end);
            _ = reader.TryReadVarint(out var found);
            isKnown = value.Enum!.Accepts((int)found);
            reader.Seek(end, outer);
        }

        return isKnown;
    }

    private record struct State(int Oneofs)
    {
        public ulong Last { get; set; }

        public bool IsUnsorted { get; set; }

        public bool IsReplaced { get; set; }
    }
}
