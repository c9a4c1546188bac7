using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>
/// Turns a file descriptor into the elements of the text that it could have been made from: oneofs of proto3's optional
/// fields become labels, extensions of one message stand in one block. Map entries stay messages with their option, as
/// other registries print them: each message keeps its index. Types are written with their leading dot. Recursion goes
/// down messages in messages, to the same depth as in texts.
/// </summary>
internal sealed class DescriptorReader
{
    private readonly FileDescriptorProto _file;
    private readonly OptionReader _options;
    private readonly FieldReader _fields;
    private readonly DescriptorNames _names;
    private readonly ProtoEdition _edition;

    private DescriptorReader(FileDescriptorProto file, OptionExtensions custom)
    {
        _file = file;
        _edition = EditionOf(file);
        _names = new DescriptorNames();
        _options = new OptionReader(custom);
        _fields = new FieldReader(_edition, _options, _names, ReadBody);
    }

    /// <summary>Reads a descriptor; what no text can say is a problem.</summary>
    public static DescriptorResult Read(FileDescriptorProto file, OptionExtensions custom)
    {
        try
        {
            return new DescriptorResult(new DescriptorReader(file, custom).ReadFile(), null);
        }
        catch (DescriptorException exception)
        {
            return new DescriptorResult(null, new SchemaProblem(exception.Message, ""));
        }
        catch (InvalidProtocolBufferException exception)
        {
            return new DescriptorResult(
                null, new SchemaProblem($"The options of the descriptor are damaged: {exception.Message}", ""));
        }
    }

    private ProtoFile ReadFile()
    {
        var members = new List<ProtoElement>();
        AddImports(members);
        members.AddRange(_options.Read(_file.Options));
        AddTypes(_file.MessageType, _file.EnumType, _file.Extension, members, depth: 0);
        members.AddRange(_file.Service.Select(ReadService));
        return new ProtoFile
        {
            Syntax = SyntaxOf(_edition),
            Package = _file.Package.Length == 0 ? null : new PackageElement(_names.Dotted(_file.Package)),
            Members = members,
        };
    }

    private void AddImports(List<ProtoElement> members)
    {
        for (var i = 0; i < _file.Dependency.Count; i++)
        {
            var kind = ImportKind.Plain;
            if (_file.PublicDependency.Contains(i))
                kind = ImportKind.Public;
            else if (_file.WeakDependency.Contains(i))
                kind = ImportKind.Weak;
            members.Add(new ImportElement(kind, _file.Dependency[i]));
        }

        members.AddRange(_file.OptionDependency.Select(path => new ImportElement(ImportKind.Option, path)));
    }

    private void AddTypes(
        IEnumerable<DescriptorProto> messages,
        IEnumerable<EnumDescriptorProto> enums,
        IReadOnlyList<FieldDescriptorProto> extensions,
        List<ProtoElement> members,
        int depth)
    {
        var groups = _fields.GroupsOf(extensions);
        var rest = messages.Where(message => !groups.Contains(message.Name)).ToList();
        var byName = messages.Where(message => groups.Contains(message.Name)).ToLookup(message => message.Name);
        members.AddRange(rest.Select(message => ReadMessage(message, depth)));
        members.AddRange(enums.Select(ReadEnum));
        foreach (var extended in extensions.GroupBy(extension => extension.Extendee, StringComparer.Ordinal))
        {
            members.Add(new ExtendElement
            {
                Name = _names.Type(extended.Key),
                Members = [.. extended.Select(extension => _fields.Read(extension, byName, depth))],
            });
        }
    }

    private MessageElement ReadMessage(DescriptorProto message, int depth) => new()
    {
        Name = _names.Simple(message.Name),
        Visibility = VisibilityOf(message.Visibility),
        Members = ReadBody(message, depth),
    };

    private List<ProtoElement> ReadBody(DescriptorProto message, int depth)
    {
        if (depth >= ProtobufLimits.MaxMessageDepth)
        {
            throw new DescriptorException(
                $"Messages are nested more than {ProtobufLimits.MaxMessageDepth} levels deep (MaxMessageDepth)");
        }

        var members = new List<ProtoElement>();
        members.AddRange(_options.Read(message.Options));
        AddRanges(message, members);
        AddFields(message, members, depth);
        var inFields = _fields.GroupsOf(message.Field);
        var nested = message.NestedType.Where(one => !inFields.Contains(one.Name));
        AddTypes(nested, message.EnumType, message.Extension, members, depth + 1);
        return members;
    }

    private void AddFields(DescriptorProto message, List<ProtoElement> members, int depth)
    {
        var oneofs = new Dictionary<int, List<ProtoElement>>();
        var nested = message.NestedType.ToLookup(one => one.Name, StringComparer.Ordinal);
        foreach (var field in message.Field)
        {
            var element = _fields.Read(field, nested, depth + 1);
            if (!field.HasOneofIndex || field.Proto3Optional)
            {
                members.Add(element);
            }
            else if (field.OneofIndex < 0 || field.OneofIndex >= message.OneofDecl.Count)
            {
                throw new DescriptorException(
                    $"The field \"{field.Name}\" of \"{message.Name}\" has an oneof_index beyond the oneofs");
            }
            else if (oneofs.TryGetValue(field.OneofIndex, out var others))
            {
                others.Add(element);
            }
            else
            {
                var oneof = message.OneofDecl[field.OneofIndex];
                var own = new List<ProtoElement>(_options.Read(oneof.Options)) { element };
                oneofs.Add(field.OneofIndex, own);
                members.Add(new OneofElement { Name = _names.Simple(oneof.Name), Members = own });
            }
        }
    }

    private void AddRanges(DescriptorProto message, List<ProtoElement> members)
    {
        var limit = message.Options is { MessageSetWireFormat: true } ? int.MaxValue : NumberRange.MaxFieldNumber + 1;
        foreach (var range in message.ExtensionRange)
        {
            members.Add(new ExtensionsElement(
                [RangeOf(range.Start, range.End, limit)], _options.Read(range.Options)));
        }

        if (message.ReservedRange.Count > 0)
        {
            members.Add(new ReservedElement(
                [.. message.ReservedRange.Select(range => RangeOf(range.Start, range.End, limit))], []));
        }

        AddReservedNames(message.ReservedName, members);
    }

    private void AddReservedNames(IReadOnlyCollection<string> names, List<ProtoElement> members)
    {
        if (names.Count > 0)
            members.Add(new ReservedElement([], [.. names.Select(ReservedNameOf)]));
    }

    private ReservedName ReservedNameOf(string name)
    {
        var isQuoted = _edition < ProtoEdition.Edition2023;
        return new ReservedName(isQuoted ? name : _names.Simple(name), isQuoted);
    }

    /// <summary>The ends of ranges of fields are exclusive in descriptors.</summary>
    private static NumberRange RangeOf(int start, int end, int limit)
    {
        if (end <= start)
            throw new DescriptorException($"The range from {start} up to {end} has no numbers");
        return end == limit
            ? new NumberRange(start, NumberRange.Unbounded, IsToMax: true)
            : new NumberRange(start, end - 1);
    }

    private EnumElement ReadEnum(EnumDescriptorProto element)
    {
        var members = new List<ProtoElement>();
        members.AddRange(_options.Read(element.Options));
        if (element.ReservedRange.Count > 0)
        {
            members.Add(new ReservedElement(
                [.. element.ReservedRange.Select(range =>
                    new NumberRange(range.Start, range.End, range.End == int.MaxValue))],
                []));
        }

        AddReservedNames(element.ReservedName, members);
        members.AddRange(element.Value.Select(value => new EnumConstantElement
        {
            Name = _names.Simple(value.Name),
            Number = value.Number,
            Options = _options.Read(value.Options),
        }));
        return new EnumElement
        {
            Name = _names.Simple(element.Name),
            Visibility = VisibilityOf(element.Visibility),
            Members = members,
        };
    }

    private ServiceElement ReadService(ServiceDescriptorProto service)
    {
        var members = new List<ProtoElement>();
        members.AddRange(_options.Read(service.Options));
        members.AddRange(service.Method.Select(method => new RpcElement
        {
            Name = _names.Simple(method.Name),
            Request = new RpcType(_names.Type(method.InputType), method.ClientStreaming),
            Response = new RpcType(_names.Type(method.OutputType), method.ServerStreaming),
            Options = _options.Read(method.Options),
            HasBlock = method.Options is not null,
        }));
        return new ServiceElement { Name = _names.Simple(service.Name), Members = members };
    }


    private static Model.SymbolVisibility VisibilityOf(Google.Protobuf.Reflection.SymbolVisibility visibility) =>
        visibility switch
        {
            Google.Protobuf.Reflection.SymbolVisibility.VisibilityExport => Model.SymbolVisibility.Export,
            Google.Protobuf.Reflection.SymbolVisibility.VisibilityLocal => Model.SymbolVisibility.Local,
            _ => Model.SymbolVisibility.Unspecified,
        };

    private static ProtoEdition EditionOf(FileDescriptorProto file) => (file.Syntax, file.Edition) switch
    {
        ("" or "proto2", _) => ProtoEdition.Proto2,
        ("proto3", _) => ProtoEdition.Proto3,
        ("editions", Edition._2023) => ProtoEdition.Edition2023,
        ("editions", Edition._2024) => ProtoEdition.Edition2024,
        ("editions", _) => throw new DescriptorException(
            $"The edition {file.Edition} of the descriptor is not known: 2023 and 2024 are"),
        _ => throw new DescriptorException(
            $"The syntax \"{DescriptorNames.Shorten(file.Syntax)}\" of the descriptor is not known: proto2, proto3 and "
            + "editions are"),
    };

    private static SyntaxElement SyntaxOf(ProtoEdition edition) => edition switch
    {
        ProtoEdition.Proto2 => new SyntaxElement(SyntaxKeyword.Syntax, "proto2"),
        ProtoEdition.Proto3 => new SyntaxElement(SyntaxKeyword.Syntax, "proto3"),
        ProtoEdition.Edition2023 => new SyntaxElement(SyntaxKeyword.Edition, "2023"),
        _ => new SyntaxElement(SyntaxKeyword.Edition, "2024"),
    };
}
