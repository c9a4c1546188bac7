using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Makes of a file the one that stands for all files that mean the same: types and custom options by their full names,
/// and everything sorted whose order means nothing. The order of messages, enums, services and methods stays, since
/// data refers to messages by their index. One object serves one file.
/// </summary>
internal sealed class ProtoNormalizer
{
    private readonly NameTree _names;
    private readonly OptionNormalizer _options;
    private readonly List<UnresolvedType> _unresolved = [];

    private ProtoNormalizer(NameTree names)
    {
        _names = names;
        _options = new OptionNormalizer(names);
    }

    /// <param name="file">Without map entries (<see cref="MapEntries"/>).</param>
    /// <param name="names">Made of the file and what it refers to.</param>
    public static NormalizedFile Normalize(ProtoFile file, NameTree names)
    {
        var normalizer = new ProtoNormalizer(names);
        return new NormalizedFile(normalizer.File(file), normalizer._unresolved);
    }

    /// <summary>
    /// A proto2 file needs no syntax statement. An edition must stay: without it the file would mean something else.
    /// </summary>
    private ProtoFile File(ProtoFile file)
    {
        var scope = _names.PackageOf(file);
        return file with
        {
            Syntax = file.Edition == ProtoEdition.Proto2 ? null : file.Syntax,
            Members =
            [
                .. Imports(file.MembersOf<ImportElement>()),
                .. _options.Normalize(file.MembersOf<OptionElement>(), scope),
                .. file.MembersOf<MessageElement>().Select(message => Message(message, scope)),
                .. file.MembersOf<EnumElement>().Select(element => Enum(element, scope)),
                .. Extends(file.MembersOf<ExtendElement>(), scope),
                .. file.MembersOf<ServiceElement>().Select(service => Service(service, scope)),
            ],
        };
    }

    private static IEnumerable<ImportElement> Imports(IEnumerable<ImportElement> imports) =>
        imports
            .DistinctBy(import => (import.Kind, import.Path))
            .OrderBy(import => import.Kind)
            .ThenBy(import => import.Path, StringComparer.Ordinal);

    private MessageElement Message(MessageElement message, NameNode scope)
    {
        var inner = scope.GetOrAdd(message.Name);
        return message with { Members = MessageMembers(message, inner) };
    }

    private List<ProtoElement> MessageMembers(ContainerElement message, NameNode scope) =>
    [
        .. Reserved(message.MembersOf<ReservedElement>()),
        .. _options.Normalize(message.MembersOf<OptionElement>(), scope),
        .. Fields(message.MembersOf<FieldElement>(), scope),
        .. Oneofs(message.MembersOf<OneofElement>(), scope),
        .. Groups(message.MembersOf<GroupElement>(), scope),
        .. Extensions(message.MembersOf<ExtensionsElement>(), scope),
        .. Extends(message.MembersOf<ExtendElement>(), scope),
        .. message.MembersOf<MessageElement>().Select(nested => Message(nested, scope)),
        .. message.MembersOf<EnumElement>().Select(nested => Enum(nested, scope)),
    ];

    private IEnumerable<FieldElement> Fields(IEnumerable<FieldElement> fields, NameNode scope) =>
        fields.OrderBy(field => field.Number).Select(field => field with
        {
            Type = Type(field.Type, scope),
            Options = _options.Normalize(field.Options, scope),
        });

    private IEnumerable<GroupElement> Groups(IEnumerable<GroupElement> groups, NameNode scope) =>
        groups.OrderBy(group => group.Number).Select(group => group with
        {
            Options = _options.Normalize(group.Options, scope),
            Members = MessageMembers(group, scope.GetOrAdd(group.Name)),
        });

    private IEnumerable<OneofElement> Oneofs(IEnumerable<OneofElement> oneofs, NameNode scope) =>
        from oneof in oneofs
        let numbers = oneof.MembersOf<FieldElement>().Select(field => field.Number)
            .Concat(oneof.MembersOf<GroupElement>().Select(member => member.Number))
            .ToList()
        where numbers.Count > 0
        orderby numbers.Min()
        select oneof with
        {
            Members =
            [
                .. _options.Normalize(oneof.MembersOf<OptionElement>(), scope),
                .. Fields(oneof.MembersOf<FieldElement>(), scope),
                .. Groups(oneof.MembersOf<GroupElement>(), scope),
            ],
        };

    /// <summary>One block for each extended type, where the first one stood.</summary>
    private IEnumerable<ExtendElement> Extends(IEnumerable<ExtendElement> extends, NameNode scope) =>
        from extend in extends
        group extend by TypeName(extend.Name, extend.Place, scope) into same
        select same.First() with
        {
            Name = same.Key,
            Members =
            [
                .. Fields(same.SelectMany(extend => extend.MembersOf<FieldElement>()), scope),
                .. Groups(same.SelectMany(extend => extend.MembersOf<GroupElement>()), scope),
            ],
        };

    private IEnumerable<ExtensionsElement> Extensions(IEnumerable<ExtensionsElement> extensions, NameNode scope) =>
        from element in extensions
        let options = _options.Normalize(element.Options, scope)
        from range in element.Ranges
        orderby range.First, range.Last
        select element with { Ranges = [range], Options = options };

    private static IEnumerable<ReservedElement> Reserved(IEnumerable<ReservedElement> reserved)
    {
        var all = reserved.ToList();
        var ranges = all.SelectMany(element => element.Ranges)
            .DistinctBy(range => (range.First, range.Last))
            .OrderBy(range => range.First)
            .ThenBy(range => range.Last)
            .Select(range => new ReservedElement([range], []));
        var names = all.SelectMany(element => element.Names)
            .DistinctBy(name => name.Name)
            .OrderBy(name => name.Name, StringComparer.Ordinal)
            .Select(name => new ReservedElement([], [name]));
        return ranges.Concat(names);
    }

    private EnumElement Enum(EnumElement element, NameNode scope)
    {
        var inner = scope.GetOrAdd(element.Name);
        return element with
        {
            Members =
            [
                .. Reserved(element.MembersOf<ReservedElement>()),
                .. _options.Normalize(element.MembersOf<OptionElement>(), inner),
                .. element.MembersOf<EnumConstantElement>()
                    .OrderBy(constant => constant.Number)
                    .ThenBy(constant => constant.Name, StringComparer.Ordinal)
                    .Select(constant => constant with { Options = _options.Normalize(constant.Options, inner) }),
            ],
        };
    }

    private ServiceElement Service(ServiceElement service, NameNode scope) => service with
    {
        Members =
        [
            .. _options.Normalize(service.MembersOf<OptionElement>(), scope),
            .. service.MembersOf<RpcElement>().Select(rpc => rpc with
            {
                Request = rpc.Request with { Name = TypeName(rpc.Request.Name, rpc.Request.Place, scope) },
                Response = rpc.Response with { Name = TypeName(rpc.Response.Name, rpc.Response.Place, scope) },
                Options = _options.Normalize(rpc.Options, scope),
            }),
        ],
    };

    private FieldType Type(FieldType type, NameNode scope) => type switch
    {
        MapType map => map with { Key = NamedType(map.Key, scope), Value = NamedType(map.Value, scope) },
        _ => NamedType((NamedType)type, scope),
    };

    private NamedType NamedType(NamedType type, NameNode scope) =>
        type.IsScalar ? type : type with { Name = TypeName(type.Name, type.Place, scope) };

    private string TypeName(string name, TextPlace place, NameNode scope)
    {
        if (_names.FindType(name, scope) is { } found)
            return "." + found.FullName;
        _unresolved.Add(new UnresolvedType(name, place));
        return name;
    }
}
