using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// One pass over binary data that prints JSON. A message is given as ranges of the data, which lie on the scratch's
/// stack: what came in several parts is never copied together, and every offset is one of the input.
/// </summary>
internal ref struct JsonDecodeRun(
    ReadOnlySpan<byte> binary, Utf8JsonWriter writer, DecodeScratch scratch, ProtobufJsonOptions options)
{
    private const int DefaultWriterDepth = 1000;

    /// <summary>Stands in the place of a map entry whose key comes again; its last value is printed.</summary>
    private const ulong Replaced = ulong.MaxValue;

    private readonly int _size = binary.Length;
    private readonly int _maxWriterDepth = writer.Options.MaxDepth == 0 ? DefaultWriterDepth : writer.Options.MaxDepth;
    private readonly long _writerStart = writer.BytesCommitted + writer.BytesPending;
    private WireReader _reader = new(binary);
    private int _depth;

    public ProtobufDataProblem? Decode(ProtobufMessageType type)
    {
        scratch.Push(Place.Of(0, _size));
        return Write(type, (0, 1)) ? null : _reader.ToProblem();
    }

    private bool Write(ProtobufMessageType type, (int From, int To) ranges)
    {
        if (type.Unsupported is not null)
            return Fail(type.Unsupported);
        if (!HasRoom())
            return false;
        var top = scratch.Top;
        if (!TryPushFields(type, ranges))
            return false;
        var fields = (From: OccurrenceIndex.Start(top, type), To: scratch.Top);
        var isWritten = type.WellKnown switch
        {
            WellKnownKind.Any => WriteAny(type, fields),
            WellKnownKind.Timestamp or WellKnownKind.Duration => WriteTime(type, fields),
            WellKnownKind.FieldMask => WriteFieldMask(type, fields),
            WellKnownKind.Struct => WriteMap(type.Fields[0], fields),
            WellKnownKind.Value => WriteValue(type, fields),
            WellKnownKind.ListValue => WriteRepeated(type.Fields[0], fields),
            WellKnownKind.Wrapper => WriteLast(type.Fields[0], fields),
            _ => WriteObject(type, fields),
        };

        scratch.Pop(top);
        return isWritten;
    }

    private bool TryPushFields(ProtobufMessageType type, (int From, int To) ranges)
    {
        var top = scratch.Top;
        return OccurrenceIndex.TryPush(ref _reader, scratch, type, ranges, options.MaxDepth - _depth)
            && (type.RequiredCount == 0 || HasRequired(type, OccurrenceIndex.Start(top, type)));
    }

    private bool HasRequired(ProtobufMessageType type, int from)
    {
        foreach (var field in type.Fields)
        {
            while (from < scratch.Top && Place.First(scratch[from]) < field.Position)
                from++;
            var isThere = from < scratch.Top && Place.First(scratch[from]) == field.Position;
            if (!field.IsRequired || isThere)
                continue;
            _ = Fail($"the field is required by {type.FullName} and missing");
            return _reader.FailIn(NameOf(field));
        }

        return true;
    }

    private bool WriteObject(ProtobufMessageType type, (int From, int To) fields)
    {
        if (!CanNest())
            return false;
        writer.WriteStartObject();
        if (!WriteMembers(type, fields))
            return false;
        writer.WriteEndObject();
        return true;
    }

    private bool WriteMembers(ProtobufMessageType type, (int From, int To) fields)
    {
        var from = fields.From;
        var next = 0;
        while (from < fields.To)
        {
            var position = Place.First(scratch[from]);
            var to = from + 1;
            while (to < fields.To && Place.First(scratch[to]) == position)
                to++;
            WriteAbsent(type, next, position);
            next = position + 1;
            if (!WriteMember(type.Fields[position], (from, to)))
                return _reader.FailIn(NameOf(type.Fields[position]));
            from = to;
        }

        WriteAbsent(type, next, type.Fields.Length);
        return true;
    }

    /// <summary>The fields between two that are there, when the options want them printed.</summary>
    private readonly void WriteAbsent(ProtobufMessageType type, int from, int to)
    {
        if (options.DefaultFields == DefaultFields.Omit)
            return;
        for (var position = from; position < to; position++)
            WriteAbsent(type.Fields[position]);
    }

    private readonly void WriteAbsent(FieldPlan field)
    {
        if (field.HasPresence || field.OriginalName[0] == '[')
            return;
        WriteName(field);
        if (field.Shape == FieldShape.Singular)
        {
            var unread = _reader;
            _ = ScalarPrinter.TryWrite(writer, ref unread, field, default, options.WideIntegers);
            return;
        }

        writer.WriteRawValue(field.Shape == FieldShape.Map ? "{}"u8 : "[]"u8, skipInputValidation: true);
    }

    private bool WriteMember(FieldPlan field, (int From, int To) places)
    {
        switch (field.Shape)
        {
            case FieldShape.Repeated:
                WriteName(field);
                return WriteRepeated(field, places);
            case FieldShape.Map:
                WriteName(field);
                return WriteMap(field, places);
            case var _ when field.IsMessage:
                WriteName(field);
                return WriteMessage(field, places);
            default:
                return WriteScalarMember(field, places);
        }
    }

    private bool WriteScalarMember(FieldPlan field, (int From, int To) places)
    {
        if (!TryReadLast(field, places, out var value))
            return false;
        if (value.Bits == 0 && !field.HasPresence && options.DefaultFields == DefaultFields.Omit)
            return true;
        WriteName(field);
        return ScalarPrinter.TryWrite(writer, ref _reader, field, value, options.WideIntegers);
    }

    /// <summary>The last occurrence of a scalar stands; the default when there is none.</summary>
    private bool TryReadLast(FieldPlan field, (int From, int To) places, out RawValue value)
    {
        value = default;
        if (places.From == places.To)
            return true;
        _ = SeekValue(scratch[places.To - 1]);
        return RawValue.TryRead(ref _reader, field, out value);
    }

    private bool WriteLast(FieldPlan field, (int From, int To) places) =>
        TryReadLast(field, places, out var value)
        && ScalarPrinter.TryWrite(writer, ref _reader, field, value, options.WideIntegers);

    /// <summary>One message of all its parts.</summary>
    private bool WriteMessage(FieldPlan field, (int From, int To) places)
    {
        var top = scratch.Top;
        for (var index = places.From; index < places.To; index++)
        {
            if (!TryPushRange(field, scratch[index]))
                return false;
        }

        if (!Enter() || !Write(field.Message!, (top, scratch.Top)))
            return false;
        _depth--;
        scratch.Pop(top);
        return true;
    }

    private bool TryPushRange(FieldPlan field, ulong place)
    {
        _ = SeekValue(place);
        if (field.Kind != FieldKind.Group)
        {
            if (!_reader.TryReadLength(out var size))
                return false;
            scratch.Push(Place.Of(_reader.Position, _reader.Position + size));
            return true;
        }

        var start = _reader.Position;
        if (!_reader.TrySkipGroup(field.Number, options.MaxDepth - _depth, out var end))
            return false;
        scratch.Push(Place.Of(start, end));
        return true;
    }

    private bool WriteRepeated(FieldPlan field, (int From, int To) places)
    {
        if (!CanNest())
            return false;
        writer.WriteStartArray();
        var count = 0;
        for (var index = places.From; index < places.To; index++)
        {
            var isWritten = field.IsMessage
                ? WriteMessage(field, (index, index + 1))
                : WriteElements(field, scratch[index], ref count);
            if (!isWritten || !HasRoom())
                return _reader.FailIn(count);
            count += field.IsMessage ? 1 : 0;
        }

        writer.WriteEndArray();
        return true;
    }

    /// <summary>One element, or those of a packed block.</summary>
    private bool WriteElements(FieldPlan field, ulong place, ref int count)
    {
        if (SeekValue(place) == WireKind.Length && field.CanBePacked)
        {
            if (!_reader.TryReadLength(out var size))
                return false;
            _reader.Seek(_reader.Position, _reader.Position + size);
        }
        else
        {
            return WriteElement(field, ref count);
        }

        while (_reader.Position < _reader.End)
        {
            if (!WriteElement(field, ref count) || !HasRoom())
                return false;
        }

        return true;
    }

    private bool WriteElement(FieldPlan field, ref int count)
    {
        if (!RawValue.TryRead(ref _reader, field, out var value))
            return false;
        if (field.Enum is { } plan && !plan.Accepts((int)value.Bits))
            return true;
        if (!ScalarPrinter.TryWrite(writer, ref _reader, field, value, options.WideIntegers))
            return false;
        count++;
        return true;
    }

    private bool WriteMap(FieldPlan field, (int From, int To) places)
    {
        if (!CanNest() || (places.To - places.From > 1 && !TryDropReplaced(field, places)))
            return false;
        writer.WriteStartObject();
        for (var index = places.From; index < places.To; index++)
        {
            if (scratch[index] != Replaced && !WriteEntry(field, scratch[index]))
                return false;
        }

        writer.WriteEndObject();
        return true;
    }

    /// <summary>A key that comes again keeps its first place and gets its last value.</summary>
    private bool TryDropReplaced(FieldPlan field, (int From, int To) places)
    {
        var scope = scratch.Keys.OpenScope();
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        for (var index = places.From; index < places.To; index++)
        {
            if (!TryReadKey(field, scratch[index], out var key))
                return false;
            BinaryPrimitives.WriteUInt64LittleEndian(number, key.Bits);
            var bytes = field.Key.Kind == FieldKind.String ? _reader.Slice(key.Start, key.Size) : number;
            var first = index;
            if (scratch.Keys.TryAdd(scope, bytes, ref first))
                continue;
            scratch[first] = scratch[index];
            scratch[index] = Replaced;
        }

        return true;
    }

    private bool TryReadKey(FieldPlan field, ulong place, out RawValue key)
    {
        var top = scratch.Top;
        key = default;
        if (!TryPushRange(field, place) || !TryPushFields(field.Message!, (top, top + 1)))
            return false;
        var isRead = TryReadLast(field.Key, KeyPlaces(top + 1), out key);
        scratch.Pop(top);
        return isRead;
    }

    /// <summary>An entry has no oneofs: its fields stand at the top, the keys first.</summary>
    private readonly (int From, int To) KeyPlaces(int from)
    {
        var to = from;
        while (to < scratch.Top && Place.First(scratch[to]) == 0)
            to++;
        return (from, to);
    }

    private bool WriteEntry(FieldPlan field, ulong place)
    {
        var top = scratch.Top;
        if (!Enter() || !HasRoom())
            return false;
        if (!TryPushRange(field, place) || !TryPushFields(field.Message!, (top, top + 1)))
            return false;
        var keys = KeyPlaces(top + 1);
        if (!TryReadLast(field.Key, keys, out var key)
            || !ScalarPrinter.TryWriteKey(writer, ref _reader, field.Key, key))
            return false;
        if (!WriteEntryValue(field.Value, (keys.To, scratch.Top)))
            return _reader.FailIn(KeyText(field.Key, key));
        _depth--;
        scratch.Pop(top);
        return true;
    }

    private bool WriteEntryValue(FieldPlan field, (int From, int To) places)
    {
        if (field.IsMessage)
            return WriteMessage(field, places);
        if (!TryReadLast(field, places, out var value))
            return false;
        var isAbsentEnum = field.Kind == FieldKind.Enum && places.From == places.To;
        return ScalarPrinter.TryWrite(
            writer, ref _reader, field, isAbsentEnum ? new RawValue((ulong)field.Enum!.First) : value,
            options.WideIntegers);
    }

    private readonly string KeyText(FieldPlan field, RawValue key) => field.Kind == FieldKind.String
        ? System.Text.Encoding.UTF8.GetString(_reader.Slice(key.Start, key.Size))
        : ScalarPrinter.KeyText(field.Kind, key);

    private bool WriteValue(ProtobufMessageType type, (int From, int To) fields)
    {
        if (fields.From == fields.To)
            return Fail("a google.protobuf.Value has no value, which JSON can not express; not even null is set");
        var field = type.Fields[Place.First(scratch[fields.From])];
        if (field.IsMessage)
            return WriteMessage(field, fields);
        if (!TryReadLast(field, fields, out var value))
            return false;
        if (field.Kind == FieldKind.Double && !double.IsFinite(BitConverter.UInt64BitsToDouble(value.Bits)))
            return Fail("a google.protobuf.Value is a number that is not finite, which JSON can not express");
        return ScalarPrinter.TryWrite(writer, ref _reader, field, value, options.WideIntegers);
    }

    private bool WriteTime(ProtobufMessageType type, (int From, int To) fields)
    {
        var middle = KeyPlaces(fields.From).To;
        if (!TryReadLast(type.Fields[0], (fields.From, middle), out var first)
            || !TryReadLast(type.Fields[1], (middle, fields.To), out var second))
            return false;
        var (seconds, nanos) = ((long)first.Bits, (int)second.Bits);
        var isTimestamp = type.WellKnown == WellKnownKind.Timestamp;
        if (!(isTimestamp ? TimestampText.IsValid(seconds, nanos) : DurationText.IsValid(seconds, nanos)))
            return Fail($"{seconds} seconds and {nanos} nanoseconds are no valid {type.FullName}");
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        var size = isTimestamp
            ? TimestampText.Write(text, seconds, nanos)
            : DurationText.Write(text, seconds, nanos);
        writer.WriteStringValue(text[..size]);
        return true;
    }

    private bool WriteFieldMask(ProtobufMessageType type, (int From, int To) fields)
    {
        var size = 0;
        var text = scratch.Text(_size + 1);
        for (var index = fields.From; index < fields.To; index++)
        {
            if (!TryReadLast(type.Fields[0], (index, index + 1), out var path)
                || !ScalarPrinter.TryTakeText(ref _reader, path, out var snake))
                return false;
            if (index > fields.From)
                text[size++] = FieldMaskText.Separator;
            if (!FieldMaskText.TryToCamel(snake, text[size..], out var pathSize))
                return Fail("a path of a google.protobuf.FieldMask is not in lower_snake_case, so JSON can not hold it");
            size += pathSize;
        }

        if (size > ProtobufDataLimits.MaxJsonTextBytes)
            return Fail($"a text of more than {ProtobufDataLimits.MaxJsonTextBytes} bytes is not printed as JSON");
        writer.WriteStringValue(text[..size]);
        return true;
    }

    private bool WriteAny(ProtobufMessageType type, (int From, int To) fields)
    {
        if (!CanNest())
            return false;
        writer.WriteStartObject();
        if (fields.From < fields.To && !WriteAnyMembers(type, fields))
            return false;
        writer.WriteEndObject();
        return true;
    }

    private bool WriteAnyMembers(ProtobufMessageType type, (int From, int To) fields)
    {
        var middle = KeyPlaces(fields.From).To;
        if (!TryReadLast(type.Fields[0], (fields.From, middle), out var name)
            || !ScalarPrinter.TryTakeText(ref _reader, name, out var url)
            || !TryReadLast(type.Fields[1], (middle, fields.To), out var value))
            return false;
        var inner = AnyTypes.Find(type.Types, url);
        if (inner is null)
            return _reader.Fail(AnyTypes.DescribeUnknown(url), name.Start);
        writer.WriteString("@type"u8, url);
        var top = scratch.Top;
        scratch.Push(Place.Of(value.Start, value.Start + value.Size));
        if (!Enter() || !WriteAnyValue(inner, (top, top + 1)))
            return false;
        _depth--;
        scratch.Pop(top);
        return true;
    }

    private bool WriteAnyValue(ProtobufMessageType inner, (int From, int To) ranges)
    {
        if (inner.WellKnown is not (WellKnownKind.None or WellKnownKind.Empty))
        {
            writer.WritePropertyName("value"u8);
            return Write(inner, ranges) || _reader.FailIn("value");
        }

        if (inner.Unsupported is not null)
            return Fail(inner.Unsupported);
        var top = scratch.Top;
        return TryPushFields(inner, ranges) && WriteMembers(inner, (OccurrenceIndex.Start(top, inner), scratch.Top));
    }

    /// <summary>
    /// Goes behind a tag that was read before; the range is all the data, in which its value is known to lie.
    /// </summary>
    private WireKind SeekValue(ulong place)
    {
        _reader.Seek(Place.Second(place), _size);
        _ = _reader.TryReadTag(out _, out var wire);
        return wire;
    }

    private readonly void WriteName(FieldPlan field) =>
        writer.WritePropertyName(options.Naming == FieldNaming.Json ? field.JsonText : field.OriginalText);

    private readonly string NameOf(FieldPlan field) =>
        options.Naming == FieldNaming.Json ? field.JsonName : field.OriginalName;

    private bool Enter() =>
        (++_depth <= options.MaxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        || Fail($"messages nest deeper than {options.MaxDepth} levels");

    /// <summary>Whether the writer lets another object or array begin.</summary>
    private bool CanNest() => writer.CurrentDepth < _maxWriterDepth
        || Fail($"the JSON text nests deeper than {_maxWriterDepth} levels");

    private bool HasRoom() =>
        writer.BytesCommitted + writer.BytesPending - _writerStart <= ProtobufDataLimits.MaxJsonBytes
        || Fail($"the JSON text is larger than {ProtobufDataLimits.MaxJsonBytes} bytes");

    private bool Fail(string message) => _reader.Fail(message, _reader.Position);
}
