using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// Reads the text of a .proto file: the grammar of protoc for proto2, proto3 and the editions 2023 and 2024. What
/// protoc's parser accepts is accepted; what it leaves to the linking of descriptors (types, numbers, names in use) is
/// not looked at. Two blocks that protoc refuses are read as well, since other registries hold them: oneof and extend
/// blocks without fields.
/// <para>The time is linear in the length of the text, the recursion bounded.</para>
/// </summary>
internal sealed class ProtoParser
{
    private readonly TokenReader _tokens;
    private readonly ProblemList _problems;
    private readonly List<ProtoElement> _members = [];
    private PackageElement? _package;
    private bool _hasOptionImport;

    private ProtoParser(string text, ProblemList problems)
    {
        _problems = problems;
        _tokens = new TokenReader(text, problems);
    }

    public static ProtoParseResult Parse(string text)
    {
        var problems = new ProblemList();
        if (text.Length > ProtobufLimits.MaxTextLength)
        {
            var message = $"The text is longer than {ProtobufLimits.MaxTextLength} characters (MaxTextLength)";
            problems.Add(message, new TextPlace(1, 1));
            return new ProtoParseResult(null, problems.Problems);
        }

        var file = new ProtoParser(text, problems).ReadFile();
        return new ProtoParseResult(problems.IsEmpty ? file : null, problems.Problems);
    }

    private ProtoFile ReadFile()
    {
        var syntax = _tokens.IsAt("syntax") || _tokens.IsAt("edition") ? _tokens.Attempt(ReadSyntax) : null;
        var head = new ProtoFile { Syntax = syntax };

        // By the rules of another dialect than its own a file is full of problems.
        if (!_problems.IsEmpty)
            return head;

        var options = new OptionParser(_tokens);
        var messages = new MessageParser(_tokens, options, head.Edition);
        var services = new ServiceParser(_tokens, options);
        while (!_tokens.AtEnd)
        {
            if (_tokens.TryTake(";"))
                continue;
            var place = _tokens.Current.Place;
            if (_tokens.TryTake("}"))
                _problems.Add("This \"}\" has no \"{\" that it could close", place);
            else if (_tokens.Attempt(() => ReadStatement(head.Edition, options, messages, services)) is { } member)
                Add(member);
        }

        return head with { Package = _package, Members = _members };
    }

    private void Add(ProtoElement member)
    {
        if (member is not PackageElement package)
            _members.Add(member);
        else if (_package is null)
            _package = package;
        else
            _tokens.Report("The file has a package statement already", package.Place);
    }

    private ProtoElement ReadStatement(
        ProtoEdition edition, OptionParser options, MessageParser messages, ServiceParser services)
    {
        if (messages.IsAtType())
            return messages.ReadType();
        if (_tokens.IsAt("import"))
            return ReadImport(edition);
        if (_tokens.IsAt("option"))
            return options.ReadStatement();
        if (_tokens.IsAt("extend"))
            return messages.ReadExtend();
        if (_tokens.IsAt("service"))
            return services.Read();
        if (_tokens.IsAt("package"))
            return ReadPackage();
        throw _tokens.Expected(
            "a statement (import, package, option, message, enum, extend or service; syntax and edition only first)");
    }

    private SyntaxElement ReadSyntax()
    {
        var keyword = _tokens.TakeText() == "edition" ? SyntaxKeyword.Edition : SyntaxKeyword.Syntax;
        _tokens.Take("=");
        var place = _tokens.Current.Place;
        var value = _tokens.TakeString("a string literal");
        if (!ProtoEditionNames.TryParse(keyword, value, out _))
        {
            var word = keyword == SyntaxKeyword.Edition ? "edition" : "syntax";
            var known = ProtoEditionNames.KnownValues(keyword);
            _tokens.Report($"The {word} \"{Shorten(value)}\" is not known: {known} are", place);
        }

        _tokens.Take(";");
        return new SyntaxElement(keyword, value) { Place = place };
    }

    private PackageElement ReadPackage()
    {
        _tokens.Take("package");
        var place = _tokens.Current.Place;
        var name = _tokens.TakeDottedName("the name of the package", mayStartWithDot: false);
        _tokens.Take(";");
        return new PackageElement(name) { Place = place };
    }

    private ImportElement ReadImport(ProtoEdition edition)
    {
        _tokens.Take("import");
        var kindPlace = _tokens.Current.Place;
        var kind = ReadImportKind();
        if (kind == ImportKind.Option && edition < ProtoEdition.Edition2024)
            _tokens.Report("An import option is not supported before edition 2024", kindPlace);
        if (kind == ImportKind.Weak && edition >= ProtoEdition.Edition2024)
            _tokens.Report("A weak import is not supported from edition 2024 on", kindPlace);
        if (kind != ImportKind.Option && _hasOptionImport)
            _tokens.Report("Imports must stand before the imports of options", kindPlace);
        _hasOptionImport |= kind == ImportKind.Option;

        var place = _tokens.Current.Place;
        var path = _tokens.TakeString("a string literal with the path of the import");
        _tokens.Take(";");
        return new ImportElement(kind, path) { Place = place };
    }

    private ImportKind ReadImportKind()
    {
        if (_tokens.TryTake("public"))
            return ImportKind.Public;
        if (_tokens.TryTake("weak"))
            return ImportKind.Weak;
        return _tokens.TryTake("option") ? ImportKind.Option : ImportKind.Plain;
    }

    private static string Shorten(string value) =>
        value.Length <= ProtobufLimits.MaxQuotedLength ? value : value[..ProtobufLimits.MaxQuotedLength] + "…";
}
