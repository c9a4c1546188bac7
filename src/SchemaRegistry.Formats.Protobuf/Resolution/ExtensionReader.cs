using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Descriptors;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// Turns the bytes of extensions back into values of text: a descriptor holds custom options as bytes, and only the
/// files that declare them know what the bytes mean. What is not known is left out, and so is what is nested deeper
/// than text may be. One object serves one descriptor; it remembers what it looked up, since a few bytes may ask again.
/// </summary>
internal sealed class ExtensionReader(NameTree names, ExtensionIndex extensions) : OptionExtensions
{
    private readonly Dictionary<NameNode, Dictionary<int, NumberedField>> _members = [];
    private readonly Dictionary<NumberedField, ValueKind> _kinds = [];
    private readonly Dictionary<EnumElement, IReadOnlyDictionary<int, string>> _constants =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The extensions in an encoded message by their full names, in the order of the bytes; a repeated one comes once
    /// for each value.
    /// </summary>
    /// <param name="messageName">Full name of the message.</param>
    /// <param name="encoded">The message.</param>
    /// <exception cref="InvalidProtocolBufferException">The bytes do not fit.</exception>
    public override IReadOnlyList<(string FullName, OptionValue Value)> Read(string messageName, byte[] encoded)
    {
        if (names.FindType("." + messageName, names.Root) is not { } message)
            return [];
        var fields = ReadFields(new CodedInputStream(encoded), number => extensions.Find(message, number), depth: 1);
        return [.. fields.Select(field => (field.Field.FullName, field.Value))];
    }

    /// <summary>Reads to the end of the input or of the group.</summary>
    private IReadOnlyList<(NumberedField Field, OptionValue Value)> ReadFields(
        CodedInputStream input, Func<int, NumberedField?> find, int depth)
    {
        var found = new FieldValues();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var wireType = WireFormat.GetTagWireType(tag);
            if (wireType == WireFormat.WireType.EndGroup)
                break;
            if (find(WireFormat.GetTagFieldNumber(tag)) is not { } field)
                input.SkipLastField();
            else if (KindOf(field).IsMessage && wireType == WireFormat.WireType.LengthDelimited)
                found.AddEncoded(field, input.ReadBytes());
            else
                found.AddRange(field, ReadValues(input, wireType, field, depth));
        }

        return found.Close((field, bytes) => ReadEncoded(bytes, field, depth));
    }

    /// <summary>None, one, or the several of a packed field.</summary>
    private List<OptionValue> ReadValues(
        CodedInputStream input, WireFormat.WireType wireType, NumberedField field, int depth)
    {
        var kind = KindOf(field);
        if (kind.Scalar is { } scalar)
            return WireScalars.Read(input, wireType, scalar);
        if (kind.Message is { } message && wireType == WireFormat.WireType.StartGroup && IsAllowed(depth))
            return [ReadMessage(input, message, depth)];
        input.SkipLastField();
        return [];
    }

    private AggregateValue? ReadEncoded(ByteString bytes, NumberedField field, int depth)
    {
        if (!IsAllowed(depth))
            return null;
        var kind = KindOf(field);
        var input = bytes.CreateCodedInput();
        return kind.Map is { } map
            ? ToAggregate(ReadFields(input, map.Find, depth + 1))
            : ReadMessage(input, kind.Message!, depth);
    }

    private AggregateValue ReadMessage(CodedInputStream input, NameNode message, int depth)
    {
        var members = MembersOf(message);
        return ToAggregate(ReadFields(
            input, number => members.GetValueOrDefault(number) ?? extensions.Find(message, number), depth + 1));
    }

    private AggregateValue ToAggregate(IReadOnlyList<(NumberedField Field, OptionValue Value)> fields) =>
        new([.. fields.Select(field => new AggregateField(FieldName(field.Field), field.Value))]);

    private AggregateFieldName FieldName(NumberedField field) =>
        extensions.Contains(field)
            ? new AggregateFieldName(AggregateNameKind.Extension, field.FullName)
            : new AggregateFieldName(AggregateNameKind.Plain, field.Name);

    private static bool IsAllowed(int depth) => depth <= ProtobufLimits.MaxAggregateDepth;

    private Dictionary<int, NumberedField> MembersOf(NameNode message)
    {
        if (_members.TryGetValue(message, out var members))
            return members;
        _members.Add(message, members = []);
        foreach (var field in NumberedField.AllOf(message.Type!.Members, message))
            members.TryAdd(field.Number, field);
        return members;
    }

    private ValueKind KindOf(NumberedField field)
    {
        if (!_kinds.TryGetValue(field, out var kind))
            _kinds.Add(field, kind = FindKind(field));
        return kind;
    }

    private ValueKind FindKind(NumberedField field)
    {
        if (field.Type is MapType map)
            return new ValueKind { Map = new MapKind(map, field.Scope) };
        if (field.Type is not NamedType named)
            return new ValueKind { Message = field.Scope.Find(field.GroupName) };
        if (named.IsScalar)
            return new ValueKind { Scalar = new WireScalar(named.Name, null) };
        var node = names.FindType(named.Name, field.Scope);
        return node?.Type is EnumElement element
            ? new ValueKind { Scalar = new WireScalar(named.Name, ConstantsOf(element)) }
            : new ValueKind { Message = node };
    }

    /// <summary>Names by number; of aliases the first counts.</summary>
    private IReadOnlyDictionary<int, string> ConstantsOf(EnumElement element)
    {
        if (_constants.TryGetValue(element, out var known))
            return known;
        var constants = new Dictionary<int, string>();
        foreach (var constant in element.MembersOf<EnumConstantElement>())
            constants.TryAdd(constant.Number, constant.Name);
        _constants.Add(element, constants);
        return constants;
    }

    /// <summary>At most one of the three; none when the type is not known.</summary>
    private readonly record struct ValueKind
    {
        public NameNode? Message { get; init; }

        public MapKind? Map { get; init; }

        public WireScalar? Scalar { get; init; }

        public bool IsMessage => Message is not null || Map is not null;
    }

    /// <summary>The two fields of a map's entries.</summary>
    private sealed class MapKind(MapType map, NameNode scope)
    {
        private readonly NumberedField _key = new("key", 1, map.Key, null, scope, isRepeated: false);
        private readonly NumberedField _value = new("value", 2, map.Value, null, scope, isRepeated: false);

        public NumberedField? Find(int number) => number == 1 ? _key : number == 2 ? _value : null;
    }
}
