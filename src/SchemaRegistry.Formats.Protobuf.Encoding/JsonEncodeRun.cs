using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// One pass over JSON text that writes a message. Methods stand on the first token of a value and leave on its last;
/// they answer false when the value does not fit, and every caller adds its step to the path while it returns.
/// </summary>
internal ref struct JsonEncodeRun(ReadOnlySpan<byte> utf8Json, EncodeScratch scratch, ProtobufJsonOptions options)
{
    private const int MaxEscapedPerByte = 6;
    private const int NotInAny = -1;

    /// <summary>A field of messages is an array of objects; the rest is for the value that stands innermost.</summary>
    private const int JsonLevelsPerMessage = 2;
    private const int MoreJsonLevels = 4;

    private readonly ReadOnlySpan<byte> _text = utf8Json;
    private readonly EncodeBuffer _output = scratch.Output;
    private readonly int _maxDepth = options.MaxDepth;
    private Utf8JsonReader _json = new(
        utf8Json,
        new JsonReaderOptions { MaxDepth = (JsonLevelsPerMessage * options.MaxDepth) + MoreJsonLevels });
    private int _depth;
    private long _aheadLeft =
        ProtobufDataLimits.MaxAheadBytes + ((long)ProtobufDataLimits.AheadBytesPerByte * utf8Json.Length);

    /// <summary>The value just met has an enum name that is unknown and ignored: it is to be taken back.</summary>
    private bool _isDropped;
    private EncodeMisfit _misfit;

    /// <summary>The whole text is one message.</summary>
    public ProtobufDataProblem? Encode(ProtobufMessageType type)
    {
        try
        {
            if (!Next() || !EncodeBody(type))
                return _misfit.ToProblem();
            _ = _json.Read();
            return null;
        }
        catch (EncodedTooLargeException e)
        {
            return new ProtobufDataProblem(e.Message, "$");
        }
        catch (JsonException e)
        {
            return new ProtobufDataProblem(EncodeMisfit.Describe(e), "$", _json.BytesConsumed);
        }
        catch (InvalidOperationException)
        {
            // The reader throws it for an escaped surrogate without its other half.
            return new ProtobufDataProblem("a string is not valid Unicode text", "$", _json.TokenStartIndex);
        }
    }

    private bool EncodeBody(ProtobufMessageType type) => type.WellKnown switch
    {
        WellKnownKind.Any => EncodeAny(type),
        WellKnownKind.Timestamp or WellKnownKind.Duration or WellKnownKind.FieldMask => EncodeTextForm(type),
        WellKnownKind.Struct => EncodeMap(type.Fields[0]),
        WellKnownKind.Value => EncodeValue(type),
        WellKnownKind.ListValue => EncodeRepeated(type.Fields[0]),
        WellKnownKind.Wrapper => EncodeSingular(type.Fields[0]),
        _ => EncodeObject(type, NotInAny),
    };

    /// <summary>In an Any the member "@type" is among the message's own.</summary>
    private bool EncodeObject(ProtobufMessageType type, int typeMembers)
    {
        if (type.Unsupported is not null)
            return Fail(type.Unsupported);
        if (_json.TokenType != JsonTokenType.StartObject)
            return Misfit($"an object for the message {type.FullName}");
        var frame = scratch.Push(type.Fields.Length + type.OneofCount);
        var likely = 0;
        var required = 0;
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndObject)
                break;
            var field = FindField(type, likely);
            if (field is null)
            {
                if (!PassWithoutField(type, ref typeMembers))
                    return false;
                continue;
            }

            if (!EncodeMember(type, field, frame, ref required))
                return _misfit.In(field.JsonName);
            likely = field.Position + 1;
        }

        if (required < type.RequiredCount)
            return FailMissing(type, frame);
        scratch.Pop(frame);
        return true;
    }

    private FieldPlan? FindField(ProtobufMessageType type, int likely)
    {
        var isLikely = likely < type.Fields.Length && !_json.ValueIsEscaped
            && _json.ValueSpan.SequenceEqual(type.Fields[likely].JsonUtf8);
        if (isLikely)
            return type.Fields[likely];
        return _json.ValueSpan.Length > MaxEscapedPerByte * type.MaxNameBytes
            ? null
            : type.FindField(scratch.Unescape(ref _json));
    }

    private bool EncodeMember(ProtobufMessageType type, FieldPlan field, int frame, ref int required)
    {
        if (!scratch.TryMark(frame, field.Position))
            return Fail("the member is there twice");
        if (!Next())
            return false;
        if (_json.TokenType == JsonTokenType.Null && !(field.Shape == FieldShape.Singular && field.TakesNull))
            return true;
        if (field.Oneof != FieldPlan.NoOneof && !scratch.TryMark(frame, type.Fields.Length + field.Oneof))
            return Fail("another member of the same oneof is there already");
        var start = _output.Length;
        var isEncoded = field.Shape switch
        {
            FieldShape.Singular => EncodeSingular(field),
            FieldShape.Repeated => EncodeRepeated(field),
            _ => EncodeMap(field),
        };

        if (field.IsRequired && _output.Length > start)
            required++;
        return isEncoded;
    }

    private bool EncodeSingular(FieldPlan field)
    {
        var mark = _output.Mark;
        if (!EncodeElement(field))
            return false;
        if (_isDropped || (!field.HasPresence && IsDefault(mark.Length + field.Tag.Length)))
            _output.CutBack(mark);
        _isDropped = false;
        return true;
    }

    /// <summary>Zeros, whatever the type: a number of any width, false, or the length of nothing.</summary>
    private readonly bool IsDefault(int start) => !_output.From(start).ContainsAnyExcept((byte)0);

    private bool EncodeElement(FieldPlan field)
    {
        _output.WriteTag(field.Tag);
        return field.Kind switch
        {
            FieldKind.Message => EncodeMessage(field.Message!),
            FieldKind.Group => EncodeGroup(field),
            _ => EncodeScalar(field),
        };
    }

    private bool EncodeMessage(ProtobufMessageType type)
    {
        if (!Enter())
            return false;
        var length = _output.OpenLength();
        if (!EncodeBody(type))
            return false;
        _output.CloseLength(length);
        _depth--;
        return true;
    }

    private bool EncodeGroup(FieldPlan field)
    {
        if (!Enter() || !EncodeBody(field.Message!))
            return false;
        _output.WriteTag(field.EndTag);
        _depth--;
        return true;
    }

    private bool EncodeScalar(FieldPlan field)
    {
        if (field.Kind == FieldKind.Enum)
            return EncodeEnum(field);
        return ScalarEncoder.TryEncode(ref _json, field.Kind, scratch) || Misfit(EncodeMisfit.Describe(field));
    }

    private bool EncodeEnum(FieldPlan field)
    {
        var plan = field.Enum!;
        var number = 0L;
        var isKnown = _json.TokenType switch
        {
            JsonTokenType.String => TryFindName(plan, out number),
            JsonTokenType.Number => NumberText.TryReadInt64(_json.ValueSpan, int.MinValue, int.MaxValue, out number)
                && plan.Accepts((int)number),
            JsonTokenType.Null => plan.IsNullValue,
            _ => false,
        };

        if (isKnown)
            _output.WriteVarint((ulong)number);
        return isKnown || _isDropped || Misfit(EncodeMisfit.Describe(field));
    }

    private bool TryFindName(EnumPlan plan, out long number)
    {
        var isKnown = plan.Names.TryFind(scratch.Unescape(ref _json), out var found);
        number = found;
        _isDropped = !isKnown && options.UnknownMembers == UnknownMembers.Ignore;
        return isKnown;
    }

    private bool EncodeRepeated(FieldPlan field)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            return Misfit("an array");
        if (field.IsPacked)
            return EncodePacked(field);
        for (var index = 0; ; index++)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndArray)
                return true;
            var mark = _output.Mark;
            if (!EncodeElement(field))
                return _misfit.In(index);
            TakeBackIfDropped(mark);
        }
    }

    private bool EncodePacked(FieldPlan field)
    {
        var start = _output.Mark;
        _output.WriteTag(field.Tag);
        var length = _output.OpenLength();
        for (var index = 0; ; index++)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndArray)
                break;
            if (!EncodeScalar(field))
                return _misfit.In(index);
            _isDropped = false;
        }

        if (_output.CloseLength(length) == 0)
            _output.CutBack(start);
        return true;
    }

    private bool EncodeMap(FieldPlan field)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Misfit("an object");
        var scope = scratch.Keys.OpenScope();
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndObject)
                return true;
            var name = _json.TokenStartIndex;
            var mark = _output.Mark;
            if (!EncodeEntry(field, scope))
                return _misfit.In(ReadName(name));
            TakeBackIfDropped(mark);
        }
    }

    private bool EncodeEntry(FieldPlan field, int scope)
    {
        if (!Enter())
            return false;
        _output.WriteTag(field.Tag);
        var length = _output.OpenLength();
        _output.WriteTag(field.Key.Tag);
        var start = _output.Length;
        if (!ScalarEncoder.TryEncodeKey(ref _json, field.Key.Kind, scratch))
            return Misfit($"the name to be {EncodeMisfit.Describe(field.Key)}");
        var unused = 0;
        if (!scratch.Keys.TryAdd(scope, _output.From(start), ref unused))
            return Fail("the key is there twice");
        if (!Next() || !EncodeElement(field.Value))
            return false;
        _output.CloseLength(length);
        _depth--;
        return true;
    }

    /// <summary>A name that was read before, for the path of a problem.</summary>
    private readonly string ReadName(long start)
    {
        var json = new Utf8JsonReader(_text[(int)start..]);
        _ = json.Read();
        return json.GetString()!;
    }

    private void TakeBackIfDropped(EncodeMark mark)
    {
        if (_isDropped)
            _output.CutBack(mark);
        _isDropped = false;
    }

    private bool EncodeValue(ProtobufMessageType type) => _json.TokenType switch
    {
        JsonTokenType.Null => EncodeElement(type.Fields[0]),
        JsonTokenType.Number => EncodeElement(type.Fields[1]),
        JsonTokenType.String => EncodeElement(type.Fields[2]),
        JsonTokenType.True or JsonTokenType.False => EncodeElement(type.Fields[3]),
        JsonTokenType.StartObject => EncodeElement(type.Fields[4]),
        _ => EncodeElement(type.Fields[5]),
    };

    private bool EncodeTextForm(ProtobufMessageType type) =>
        (_json.TokenType == JsonTokenType.String && TextForms.TryEncode(type, scratch.Unescape(ref _json), _output))
        || Misfit(TextForms.Describe(type));

    private bool EncodeAny(ProtobufMessageType type)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Misfit($"an object for the message {type.FullName}");
        var ahead = _json;
        var search = AnyTypes.FindUrl(ref ahead, ref _aheadLeft);
        if (search == TypeUrlSearch.Nothing)
            _json = ahead;
        return search switch
        {
            TypeUrlSearch.Found => EncodeAny(type, scratch.Unescape(ref ahead), ahead.TokenStartIndex),
            TypeUrlSearch.Nothing => true,
            TypeUrlSearch.Missing => Fail("an Any needs the member \"@type\", which names the type of its message"),
            TypeUrlSearch.NotText => FailIn("@type", "expected a string, the URL of a type", ahead.TokenStartIndex),
            _ => Fail("too much stands before the \"@type\" of an Any; put that member first"),
        };
    }

    private bool EncodeAny(ProtobufMessageType type, scoped ReadOnlySpan<byte> url, long offset)
    {
        var inner = AnyTypes.Find(type.Types, url);
        if (inner is null)
            return FailIn("@type", AnyTypes.DescribeUnknown(url), offset);
        _output.WriteTag(type.Fields[0].Tag);
        _output.WriteWithLength(url);
        var mark = _output.Mark;
        _output.WriteTag(type.Fields[1].Tag);
        if (!Enter())
            return false;
        var length = _output.OpenLength();
        if (!(inner.WellKnown == WellKnownKind.None ? EncodeObject(inner, typeMembers: 0) : EncodeAnyValue(inner)))
            return false;
        if (_output.CloseLength(length) == 0)
            _output.CutBack(mark);
        _depth--;
        return true;
    }

    /// <summary>A message whose JSON is not an object of its fields stands as the member "value".</summary>
    private bool EncodeAnyValue(ProtobufMessageType type)
    {
        var isThere = false;
        var typeMembers = 0;
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndObject)
                return isThere || type.WellKnown == WellKnownKind.Empty || Fail("the member \"value\" is missing");
            if (!_json.ValueTextEquals("value"u8))
            {
                if (!PassWithoutField(type, ref typeMembers))
                    return false;
                continue;
            }

            if (isThere)
                return FailIn("value", "the member is there twice", _json.TokenStartIndex);
            isThere = true;
            if (!Next() || !EncodeBody(type))
                return _misfit.In("value");
        }
    }

    private bool PassWithoutField(ProtobufMessageType type, ref int typeMembers)
    {
        if (typeMembers != NotInAny && _json.ValueTextEquals("@type"u8))
        {
            if (typeMembers++ > 0)
                return FailIn("@type", "the member is there twice", _json.TokenStartIndex);
        }
        else if (options.UnknownMembers == UnknownMembers.Refuse)
        {
            return FailIn(_json.GetString()!, $"the message {type.FullName} has no such field", _json.TokenStartIndex);
        }

        if (!Next())
            return false;
        _json.Skip();
        return true;
    }

    private bool FailMissing(ProtobufMessageType type, int frame)
    {
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !scratch.IsMarked(frame, field.Position))
                return FailIn(
                    field.JsonName, $"the field is required by {type.FullName} and missing", _json.TokenStartIndex);
        }

        return Fail($"a field that {type.FullName} requires is null");
    }

    private bool Enter() =>
        (++_depth <= _maxDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        || Fail($"messages nest deeper than {_maxDepth} levels");

    private bool Next() => _json.Read() || Fail("the JSON text ends inside the message");

    private bool Misfit(string expected) =>
        Fail($"expected {expected}, found {EncodeMisfit.DescribeToken(ref _json)}");

    private bool FailIn(string member, string message, long offset)
    {
        _misfit.Set(message, offset);
        return _misfit.In(member);
    }

    private bool Fail(string message)
    {
        _misfit.Set(message, _json.TokenStartIndex);
        return false;
    }
}
