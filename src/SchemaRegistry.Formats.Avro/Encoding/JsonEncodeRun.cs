using System.Runtime.CompilerServices;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// One pass over JSON text that writes binary data. Methods stand on the first token of a value and leave on its
/// last; they answer false when the value does not fit, and every caller adds its step to the path while it returns.
/// </summary>
internal ref struct JsonEncodeRun(
    Utf8JsonReader json, EncodeScratch scratch, AvroJsonStyle style, UnknownMembers unknownMembers)
{
    private readonly EncodeBuffer _output = scratch.Output;
    private readonly long _start = json.BytesConsumed;
    private Utf8JsonReader _json = json;
    private UnknownMembers _unknownMembers = unknownMembers;
    private long _wasted;
    private int _depth;
    private JsonMisfit _misfit;

    /// <summary>The whole text is one value.</summary>
    public AvroDataProblem? EncodeText(EncodeNode root)
    {
        try
        {
            if (!Next() || !Encode(root))
                return _misfit.ToProblem();
            return _json.Read() ? new AvroDataProblem("more follows the value", "$", _json.TokenStartIndex) : null;
        }
        catch (Exception e) when (IsBadInput(e))
        {
            return ToProblem(e);
        }
    }

    /// <summary>One value of a longer text; the reader comes back at its end.</summary>
    public AvroDataProblem? EncodeNext(EncodeNode root, out Utf8JsonReader json)
    {
        AvroDataProblem? problem = null;
        try
        {
            var isBefore = _json.TokenType is JsonTokenType.None or JsonTokenType.PropertyName;
            if (isBefore && !Next())
                problem = _misfit.ToProblem();
            else
                problem = EncodeOrPass(root);
        }
        catch (Exception e) when (IsBadInput(e))
        {
            problem = ToProblem(e);
        }

        json = _json;
        return problem;
    }

    private AvroDataProblem? EncodeOrPass(EncodeNode root)
    {
        var first = _json;
        if (Encode(root))
            return null;
        _json = first;
        _ = _json.TrySkip();
        return _misfit.ToProblem();
    }

    private static bool IsBadInput(Exception e) =>
        e is JsonException or EncodedTooLargeException or InvalidOperationException;

    /// <summary>The reader throws InvalidOperationException for strings that are not Unicode text.</summary>
    private readonly AvroDataProblem ToProblem(Exception e) => e switch
    {
        EncodedTooLargeException => new AvroDataProblem(e.Message, "$"),
        JsonException bad => new AvroDataProblem(JsonMisfit.Describe(bad), "$", _json.BytesConsumed),
        _ => new AvroDataProblem("a string is not valid Unicode text", "$", _json.BytesConsumed),
    };

    private bool Encode(EncodeNode node) => node.Kind switch
    {
        AvroKind.Union => EncodeUnion((UnionNode)node),
        AvroKind.Record or AvroKind.Array or AvroKind.Map => EncodeNested(node),
        _ => JsonScalars.TryEncode(ref _json, node, _output) || Misfit(node),
    };

    private bool EncodeNested(EncodeNode node)
    {
        if (++_depth > AvroLimits.MaxDataDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return FailFinally($"values nest deeper than {AvroLimits.MaxDataDepth} levels");
        var encoded = node switch
        {
            RecordNode record => EncodeRecord(record),
            ArrayNode array => EncodeArray(array),
            _ => EncodeMap((MapNode)node),
        };

        _depth--;
        return encoded;
    }

    private bool EncodeArray(ArrayNode node)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            return Misfit(node);
        var start = _output.Length;
        var count = 0L;
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndArray)
                return EndBlocks(start, count);
            if (!Encode(node.Item))
                return _misfit.In(count);
            count++;
        }
    }

    private bool EncodeMap(MapNode node)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Misfit(node);
        var start = _output.Length;
        var count = 0L;
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndObject)
                return EndBlocks(start, count);
            var key = _json.GetString()!;
            _output.WriteBytes(System.Text.Encoding.UTF8.GetBytes(key));
            if (!Next() || !Encode(node.Value))
                return _misfit.In(key);
            count++;
        }
    }

    /// <summary>One block with all items, and the empty one that ends them.</summary>
    private readonly bool EndBlocks(int start, long count)
    {
        if (count > 0)
            _output.Insert(start, count);
        _output.WriteLong(0);
        return true;
    }

    private bool EncodeRecord(RecordNode node)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Misfit(node);
        var start = _output.Length;
        var frame = scratch.Push(node.Fields.Length);
        if (!EncodeMembers(node, frame, out var isInOrder))
            return false;
        if (!isInOrder && !EncodeAbsent(node, frame))
            return false;
        if (!isInOrder)
            scratch.Arrange(frame, node.Fields.Length, start);
        scratch.Pop(frame);
        return true;
    }

    /// <summary>Encodes the members as they come; in order they are all there and stand as the fields do.</summary>
    private bool EncodeMembers(RecordNode node, int frame, out bool isInOrder)
    {
        var next = 0;
        isInOrder = true;
        while (true)
        {
            if (!Next())
                return false;
            if (_json.TokenType == JsonTokenType.EndObject)
            {
                isInOrder &= next == node.Fields.Length;
                return true;
            }

            var position = node.Names.Find(ref _json, next);
            if (position < 0)
            {
                if (!PassUnknown(node))
                    return false;
                continue;
            }

            if (!EncodeMember(node, frame, position))
                return _misfit.In(node.Names.Names[position]);
            isInOrder &= position == next;
            next = position + 1;
        }
    }

    private bool EncodeMember(RecordNode node, int frame, int position)
    {
        if (scratch.HasPlace(frame, position))
            return Fail("the member is there twice");
        var start = _output.Length;
        if (!Next() || !Encode(node.Fields[position].Type))
            return false;
        scratch.SetPlace(frame, position, start);
        return true;
    }

    private bool PassUnknown(RecordNode node)
    {
        if (_unknownMembers == UnknownMembers.Refuse)
        {
            _ = Fail($"the record {node.Schema.BranchName} has no field for this member");
            return _misfit.In(_json.GetString()!);
        }

        return Next() && (_json.TrySkip() || FailFinally("the JSON text ends inside the value"));
    }

    private bool EncodeAbsent(RecordNode node, int frame)
    {
        for (var position = 0; position < node.Fields.Length; position++)
        {
            if (scratch.HasPlace(frame, position))
                continue;
            var start = _output.Length;
            if (!EncodeDefault(node.Fields[position]))
                return _misfit.In(node.Names.Names[position]);
            scratch.SetPlace(frame, position, start);
        }

        return true;
    }

    private bool EncodeDefault(FieldNode field)
    {
        if (style == AvroJsonStyle.Tagged)
            return Fail($"the member is missing; expected {JsonMisfit.Describe(field.Type)}");
        if (!field.TryGetDefault(out var bytes, out var message))
            return Fail(field.Field.Default is null ? $"{message}; expected {JsonMisfit.Describe(field.Type)}" : message);
        _output.WriteFixed(bytes);
        return true;
    }

    private bool EncodeUnion(UnionNode node) => _json.TokenType switch
    {
        JsonTokenType.StartObject => EncodeObjectInUnion(node),
        _ when style == AvroJsonStyle.Plain || _json.TokenType == JsonTokenType.Null =>
            EncodeBranch(node, ChooseBranch(node.Shape)),
        _ => Misfit(node),
    };

    private bool EncodeBranch(UnionNode node, int branch)
    {
        if (branch == UnionShape.NoBranch)
            return Misfit(node);
        _output.WriteLong(branch);
        return Encode(node.Branches[branch]);
    }

    private int ChooseBranch(UnionShape shape) => _json.TokenType switch
    {
        JsonTokenType.Null => shape[AvroKind.Null],
        JsonTokenType.True or JsonTokenType.False => shape[AvroKind.Boolean],
        JsonTokenType.StartArray => shape[AvroKind.Array],
        JsonTokenType.Number when _json.TryGetInt64(out var value) => shape.ChooseForInteger(value),
        JsonTokenType.Number => shape.ChooseForReal(),
        _ => ChooseForText(shape),
    };

    private readonly int ChooseForText(UnionShape shape)
    {
        if (_json.ValueIsEscaped || _json.HasValueSequence)
            return shape.ChooseForText(System.Text.Encoding.UTF8.GetBytes(_json.GetString()!));
        JsonScalars.ThrowIfNoText(_json.ValueSpan);
        return shape.ChooseForText(_json.ValueSpan);
    }

    /// <summary>
    /// 1. Where branches are written with their names, a single member of such a name means the branch.
    /// 2. Otherwise it is a record or the map; of several, the first that fits.
    /// 3. Where the union has neither, the object can only be a branch with its name.
    /// </summary>
    private bool EncodeObjectInUnion(UnionNode node)
    {
        var bookmark = Mark();
        var tag = FindTag(node.Shape);
        _json = bookmark.Json;

        var isTagged = style == AvroJsonStyle.Tagged || node.Shape.Objects.Count == 0;
        if (isTagged)
            return tag == UnionShape.NoBranch ? Misfit(node) : EncodeTagged(node, tag);
        if (tag != UnionShape.NoBranch && node.Shape.Tagging[tag] != BranchTagging.Never)
        {
            if (EncodeTagged(node, tag))
                return true;
            if (!GoBack(bookmark))
                return false;
        }

        return node.Shape.Objects.Count == 1
            ? EncodeBranch(node, node.Shape.Objects[0])
            : EncodeFirstFitting(node);
    }

    private int FindTag(UnionShape shape) =>
        _json.Read() && _json.TokenType == JsonTokenType.PropertyName ? shape.FindTag(ref _json) : UnionShape.NoBranch;

    private bool EncodeTagged(UnionNode node, int branch)
    {
        if (!Next() || !Next())
            return false;
        _output.WriteLong(branch);
        if (!Encode(node.Branches[branch]))
            return _misfit.In(node.Branches[branch].Schema.BranchName);
        if (!Next())
            return false;
        return _json.TokenType == JsonTokenType.EndObject
            || Fail("an object that names a union's branch has one member");
    }

    /// <summary>
    /// Members without a field tell records apart, so they are allowed, if at all, in a second round only.
    /// </summary>
    private bool EncodeFirstFitting(UnionNode node)
    {
        var asked = _unknownMembers;
        _unknownMembers = UnknownMembers.Refuse;
        var fits = TryObjects(node);
        _unknownMembers = asked;
        if (!fits && asked == UnknownMembers.Ignore)
            fits = TryObjects(node);
        return fits || Misfit(node);
    }

    private bool TryObjects(UnionNode node)
    {
        var bookmark = Mark();
        foreach (var branch in node.Shape.Objects)
        {
            if (EncodeBranch(node, branch))
                return true;
            if (!GoBack(bookmark))
                return false;
        }

        return false;
    }

    private readonly JsonEncodeBookmark Mark() => new(_json, _output.Length, scratch.Top, _depth);

    /// <summary>
    /// Forgets a failed attempt, unless no other could do better; what attempts may cost in all is bounded.
    /// </summary>
    private bool GoBack(scoped in JsonEncodeBookmark bookmark)
    {
        if (_misfit.IsFinal)
            return false;
        _wasted += _json.BytesConsumed - bookmark.Json.BytesConsumed;
        if (_wasted > AvroLimits.MaxWastedBytes + (AvroLimits.WastedBytesPerByte * (_json.BytesConsumed - _start)))
            return FailFinally("the unions leave too many ways to read this value; name their branches");
        _json = bookmark.Json;
        _output.CutBack(bookmark.OutputLength);
        scratch.Pop(bookmark.ScratchTop);
        _depth = bookmark.Depth;
        _misfit = default;
        return true;
    }

    private bool Next() =>
        _json.Read() || FailFinally("the JSON text ends inside the value");

    private bool Misfit(EncodeNode node) =>
        Fail($"expected {JsonMisfit.Describe(node)}, found {JsonMisfit.DescribeToken(ref _json)}");

    private bool Fail(string message)
    {
        _misfit.Set(message, _json.TokenStartIndex);
        return false;
    }

    private bool FailFinally(string message)
    {
        _misfit = default;
        _misfit.Set(message, _json.TokenStartIndex);
        _misfit.IsFinal = true;
        return false;
    }
}
