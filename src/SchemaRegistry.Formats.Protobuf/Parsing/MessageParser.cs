using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// Reads messages and what nests like them: groups, oneofs and extend blocks. It recurses with each message or group
/// inside another, at most <see cref="ProtobufLimits.MaxMessageDepth"/> times.
/// </summary>
internal sealed class MessageParser
{
    private readonly TokenReader _tokens;
    private readonly ProtoEdition _edition;
    private readonly OptionParser _options;
    private readonly FieldParser _fields;
    private readonly RangeParser _ranges;
    private readonly EnumParser _enums;
    private int _depth;

    public MessageParser(TokenReader tokens, OptionParser options, ProtoEdition edition)
    {
        _tokens = tokens;
        _edition = edition;
        _options = options;
        _fields = new FieldParser(tokens, options, edition);
        _ranges = new RangeParser(tokens, options, edition);
        _enums = new EnumParser(tokens, options, _ranges);
    }

    /// <summary>Whether a message or enum starts here, perhaps with a word for its visibility.</summary>
    public bool IsAtType() => _tokens.IsAt("message") || _tokens.IsAt("enum") || IsAtVisibility();

    /// <summary>A message or an enum.</summary>
    public ProtoElement ReadType()
    {
        var visibility = ReadVisibility();
        if (_tokens.IsAt("enum"))
            return _enums.Read(visibility);
        if (_tokens.IsAt("message"))
            return ReadMessage(visibility);
        throw _tokens.Expected("message or enum, which alone may be export or local");
    }

    public ExtendElement ReadExtend()
    {
        _tokens.Take("extend");
        var place = _tokens.Current.Place;
        var target = _tokens.TakeMessageName();
        var members = _tokens.TakeBlock("the extend block", () => ReadField(FieldHome.Extend));
        return new ExtendElement { Name = target, Members = members, Place = place };
    }

    private bool IsAtVisibility() =>
        _edition >= ProtoEdition.Edition2024 && (_tokens.IsAt("export") || _tokens.IsAt("local"));

    private SymbolVisibility ReadVisibility()
    {
        if (!IsAtVisibility())
            return SymbolVisibility.Unspecified;
        return _tokens.TakeText() == "export" ? SymbolVisibility.Export : SymbolVisibility.Local;
    }

    private MessageElement ReadMessage(SymbolVisibility visibility)
    {
        _tokens.Take("message");
        var place = _tokens.Current.Place;
        var name = _tokens.TakeWord("the name of the message");
        var members = ReadBody("the message", place);
        return new MessageElement { Name = name, Visibility = visibility, Members = members, Place = place };
    }

    private List<ProtoElement> ReadBody(string what, TextPlace place)
    {
        if (_depth == ProtobufLimits.MaxMessageDepth)
        {
            throw new ProtoSyntaxException(
                $"Messages are nested more than {ProtobufLimits.MaxMessageDepth} levels deep", place);
        }

        _depth++;
        try
        {
            return _tokens.TakeBlock(what, ReadStatement);
        }
        finally
        {
            _depth--;
        }
    }

    private ProtoElement ReadStatement()
    {
        if (IsAtType())
            return ReadType();
        if (_tokens.IsAt("option"))
            return _options.ReadStatement();
        if (_tokens.IsAt("oneof"))
            return ReadOneof();
        if (_tokens.IsAt("extend"))
            return ReadExtend();
        if (_tokens.IsAt("extensions"))
            return _ranges.ReadExtensions();
        return _tokens.IsAt("reserved") ? _ranges.ReadReserved(RangeNumbers.Fields) : ReadField(FieldHome.Message);
    }

    private OneofElement ReadOneof()
    {
        _tokens.Take("oneof");
        var place = _tokens.Current.Place;
        var name = _tokens.TakeWord("the name of the oneof");
        var members = _tokens.TakeBlock(
            "the oneof", () => _tokens.IsAt("option") ? _options.ReadStatement() : ReadField(FieldHome.Oneof));
        return new OneofElement { Name = name, Members = members, Place = place };
    }

    private ProtoElement ReadField(FieldHome home)
    {
        var label = _fields.ReadLabel(home);
        if (!_tokens.IsAt("group"))
            return _fields.ReadField(label, home);
        var group = _fields.ReadGroupHead(label, home);
        return group with { Members = ReadBody("the group", group.Place) };
    }
}
