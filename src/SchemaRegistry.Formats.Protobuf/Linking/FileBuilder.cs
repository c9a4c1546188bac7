using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Checks;
using SchemaRegistry.Formats.Protobuf.Linking.Options;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Makes descriptors and symbols out of the elements of one file; types and options stay as written. Recursion goes
/// down messages in messages, which the parser bounds.
/// </summary>
internal sealed class FileBuilder
{
    private readonly LinkedFile _file;
    private readonly FileDescriptorProto _proto;
    private readonly SymbolTable _table;
    private readonly LinkProblems _problems;
    private readonly FieldBuilder _fields;

    public FileBuilder(LinkedFile file, SymbolTable table, LinkProblems problems)
    {
        _file = file;
        _proto = file.Descriptor;
        _table = table;
        _problems = problems;
        _fields = new FieldBuilder(file, this);
    }

    public void Build()
    {
        if (_file.IsEditions)
        {
            _proto.Syntax = "editions";
            _proto.Edition = _file.Edition == ProtoEdition.Edition2023 ? Edition._2023 : Edition._2024;
        }
        else if (_file.Edition == ProtoEdition.Proto3)
        {
            _proto.Syntax = "proto3";
        }

        if (_file.Element.Package is { } package)
            AddPackage(package);
        AddOptions(
            OptionOwner.Of(_proto), Join(_file.Package, "-"), _file.Element.MembersOf<OptionElement>(), symbol: null);
        var scope = new BuildScope(_file.Package, null, _proto.MessageType, _proto.EnumType, _proto.Extension);
        foreach (var member in _file.Element.Members)
        {
            if (member is ServiceElement service)
                AddService(service);
            else
                AddMember(member, scope);
        }
    }

    public MessageSymbol AddMessage(ContainerElement element, BuildScope scope, bool isMapEntry = false)
    {
        var proto = new DescriptorProto { Name = element.Name };
        var message = element as MessageElement;
        var symbol = new MessageSymbol(
            Join(scope.FullName, element.Name), _file, element.Place, proto, scope.Message)
        {
            Visibility = message?.Visibility ?? default,
            IsMarkedAsMessageSet = element.MembersOf<OptionElement>().Any(option =>
                option.IsNamed("message_set_wire_format") && option.Value is WordValue { Word: "true" }),
        };
        if (symbol.Visibility != default)
            proto.Visibility = DescriptorVisibility(symbol.Visibility);
        scope.Messages.Add(proto);
        _file.Messages.Add(symbol);
        Add(symbol);
        if (isMapEntry)
            return symbol;

        AddOptions(OptionOwner.Of(proto), symbol.FullName, element.MembersOf<OptionElement>(), symbol);
        var inner = new BuildScope(symbol.FullName, symbol, proto.NestedType, proto.EnumType, proto.Extension);
        foreach (var member in element.Members)
        {
            switch (member)
            {
                case FieldElement or GroupElement:
                    _fields.AddField(member, symbol, inner, oneof: null);
                    break;
                case OneofElement oneof:
                    AddOneof(oneof, symbol, inner);
                    break;
                case ExtensionsElement extensions:
                    AddExtensionRanges(extensions, symbol);
                    break;
                case ReservedElement reserved:
                    AddReserved(reserved, symbol);
                    break;
                default:
                    AddMember(member, inner);
                    break;
            }
        }

        _fields.AddSyntheticOneofs(symbol);
        return symbol;
    }

    public void Add(Symbol symbol)
    {
        _file.Symbols.Add(symbol);
        if (!_table.Count(symbol.FullName))
        {
            _problems.Add(
                symbol,
                $"All full names together have more than {ProtobufLimits.MaxNameCharacters} characters "
                + "(MaxNameCharacters)");
        }
        else if (_table.Add(symbol) is { } existing)
            _problems.Add(symbol, TakenName(symbol, existing));
    }

    public void AddOptions(OptionOwner owner, string scope, IEnumerable<OptionElement> options, Symbol? symbol)
    {
        var list = options.ToList();
        if (list.Count > 0)
            _file.OptionBlocks.Add(new OptionBlock(owner, scope, list) { Symbol = symbol });
    }

    public void Report(ProtoElement element, string message) => _problems.Add(element.Place, message);

    public static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private void AddPackage(PackageElement package)
    {
        _proto.Package = package.Name;
        if (package.Name.Length > ProtobufLimits.MaxPackageLength)
        {
            _problems.Add(
                package.Place,
                $"The name of the package is longer than {ProtobufLimits.MaxPackageLength} characters "
                + "(MaxPackageLength)");
        }
        else if (package.Name.Count(letter => letter == '.') >= ProtobufLimits.MaxPackageDepth)
        {
            _problems.Add(
                package.Place,
                $"The name of the package has more than {ProtobufLimits.MaxPackageDepth} parts (MaxPackageDepth)");
        }

        if (_table.AddPackage(package.Name, _file) is { } existing)
        {
            _problems.Add(
                package.Place,
                $"\"{existing.FullName}\" is already defined in \"{existing.File.Path}\", as something other than a "
                + "package");
        }
    }

    private void AddMember(ProtoElement member, BuildScope scope)
    {
        switch (member)
        {
            case MessageElement message:
                AddMessage(message, scope);
                break;
            case EnumElement element:
                AddEnum(element, scope);
                break;
            case ExtendElement extend:
                _fields.AddExtensions(extend, scope);
                break;
        }
    }

    private void AddOneof(OneofElement element, MessageSymbol message, BuildScope scope)
    {
        var proto = new OneofDescriptorProto { Name = element.Name };
        var symbol = new OneofSymbol(Join(message.FullName, element.Name), _file, element.Place, proto, message);
        message.Proto.OneofDecl.Add(proto);
        message.Oneofs.Add(symbol);
        Add(symbol);
        AddOptions(OptionOwner.Of(proto), symbol.FullName, element.MembersOf<OptionElement>(), symbol);
        foreach (var member in element.Members)
        {
            if (member is FieldElement or GroupElement)
                _fields.AddField(member, message, scope, symbol);
        }
    }

    private void AddExtensionRanges(ExtensionsElement element, MessageSymbol message)
    {
        var protos = new List<DescriptorProto.Types.ExtensionRange>(element.Ranges.Count);
        foreach (var range in element.Ranges)
        {
            var proto = new DescriptorProto.Types.ExtensionRange { Start = range.First, End = EndOf(range, message) };
            protos.Add(proto);
            message.Proto.ExtensionRange.Add(proto);
            message.ExtensionRanges.Add(new RangeSymbol(proto.Start, proto.End, range.Place) { Proto = proto });
        }

        AddOptions(OptionOwner.Of(protos), message.FullName, element.Options, message);
    }

    private static void AddReserved(ReservedElement element, MessageSymbol message)
    {
        foreach (var range in element.Ranges)
        {
            var end = EndOf(range, message);
            message.Proto.ReservedRange.Add(
                new DescriptorProto.Types.ReservedRange { Start = range.First, End = end });
            message.ReservedRanges.Add(new RangeSymbol(range.First, end, range.Place));
        }

        foreach (var name in element.Names)
        {
            message.Proto.ReservedName.Add(name.Name);
            message.ReservedNames.Add(name);
        }
    }

    /// <summary>The number after the range. Message sets have all positive numbers, other messages 29 bits.</summary>
    private static int EndOf(NumberRange range, MessageSymbol message)
    {
        if (range.IsToMax && !message.IsMarkedAsMessageSet)
            return FieldNumbers.Max + 1;
        return range.Last == int.MaxValue ? int.MaxValue : range.Last + 1;
    }

    private void AddEnum(EnumElement element, BuildScope scope)
    {
        var proto = new EnumDescriptorProto { Name = element.Name };
        var symbol = new EnumSymbol(Join(scope.FullName, element.Name), _file, element, proto, scope.Message);
        if (element.Visibility != default)
            proto.Visibility = DescriptorVisibility(element.Visibility);
        scope.Enums.Add(proto);
        _file.Enums.Add(symbol);
        Add(symbol);
        AddOptions(OptionOwner.Of(proto), symbol.FullName, element.MembersOf<OptionElement>(), symbol);
        foreach (var constant in element.MembersOf<EnumConstantElement>())
            AddEnumValue(constant, symbol, scope);
        foreach (var reserved in element.MembersOf<ReservedElement>())
        {
            foreach (var range in reserved.Ranges)
            {
                proto.ReservedRange.Add(
                    new EnumDescriptorProto.Types.EnumReservedRange { Start = range.First, End = range.Last });
            }

            proto.ReservedName.Add(reserved.Names.Select(name => name.Name));
        }
    }

    private void AddEnumValue(EnumConstantElement element, EnumSymbol container, BuildScope scope)
    {
        var proto = new EnumValueDescriptorProto { Name = element.Name, Number = element.Number };
        var value = new EnumValueSymbol(Join(scope.FullName, element.Name), _file, element, proto, container);
        container.Proto.Value.Add(proto);
        container.Values.Add(value);
        container.ValuesByName.TryAdd(element.Name, value);
        Add(value);
        AddOptions(OptionOwner.Of(proto), value.FullName, element.Options, value);
    }

    private void AddService(ServiceElement element)
    {
        var proto = new ServiceDescriptorProto { Name = element.Name };
        var symbol = new ServiceSymbol(Join(_file.Package, element.Name), _file, element.Place, proto);
        _proto.Service.Add(proto);
        _file.Services.Add(symbol);
        Add(symbol);
        AddOptions(OptionOwner.Of(proto), symbol.FullName, element.MembersOf<OptionElement>(), symbol);
        foreach (var rpc in element.MembersOf<RpcElement>())
        {
            var method = new MethodDescriptorProto { Name = rpc.Name };
            if (rpc.Request.IsStream)
                method.ClientStreaming = true;
            if (rpc.Response.IsStream)
                method.ServerStreaming = true;
            if (rpc.HasBlock)
                method.Options = new MethodOptions();
            var methodSymbol = new MethodSymbol(Join(symbol.FullName, rpc.Name), _file, rpc, method);
            proto.Method.Add(method);
            symbol.Methods.Add(methodSymbol);
            Add(methodSymbol);
            AddOptions(OptionOwner.Of(method), methodSymbol.FullName, rpc.Options, methodSymbol);
        }
    }

    private static Google.Protobuf.Reflection.SymbolVisibility DescriptorVisibility(Model.SymbolVisibility word) =>
        word == Model.SymbolVisibility.Export
            ? Google.Protobuf.Reflection.SymbolVisibility.VisibilityExport
            : Google.Protobuf.Reflection.SymbolVisibility.VisibilityLocal;

    private static string TakenName(Symbol symbol, Symbol existing)
    {
        if (symbol.File != existing.File)
            return $"\"{symbol.FullName}\" is already defined in \"{existing.File.Path}\"";
        var message = $"\"{symbol.FullName}\" is already defined on line {existing.Place.Line}";
        return symbol is EnumValueSymbol
            ? message + "; a value of an enum is named beside its enum, not below it, so its name must be unique in "
                + "the message or file around the enum"
            : message;
    }
}
