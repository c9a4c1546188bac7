using System.Globalization;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Changes;

/// <summary>
/// Tells what is different between two normalized files, so that spellings do not count: messages, enums and services
/// are the same by name, fields, constants and extensions by number. Types of a file's own package are compared without
/// it. The work grows with the length of the files. One object serves one comparison.
/// </summary>
internal sealed class ProtobufChanges
{
    private readonly ChangeList _list = new();
    private readonly string _oldPackage;
    private readonly string _newPackage;

    private ProtobufChanges(ProtoFile old, ProtoFile updated)
    {
        _oldPackage = $".{old.Package?.Name}.";
        _newPackage = $".{updated.Package?.Name}.";
    }

    public static ChangeList Find(ProtoFile old, ProtoFile updated)
    {
        var changes = new ProtobufChanges(old, updated);
        try
        {
            changes.CompareFiles(old, updated);
        }
        catch (PrintTooLongException)
        {
            changes._list.GiveUp();
        }

        return changes._list;
    }

    private void CompareFiles(ProtoFile old, ProtoFile updated)
    {
        var root = ElementPath.Root;
        Value("SYNTAX_CHANGED", old.Syntax?.Value ?? "proto2", updated.Syntax?.Value ?? "proto2", root);
        Add("PACKAGE_CHANGED", (old.Package?.Name, updated.Package?.Name), (root, root), (root, root));
        Match(
            old.MembersOf<ImportElement>(),
            updated.MembersOf<ImportElement>(),
            import => import.Path,
            new Kind<ImportElement>("IMPORT", Show, (path, _) => root.Then(path))
            {
                Both = (was, now, at) => Value("IMPORT_CHANGED", Show(was), Show(now), at),
            });
        Options(old.MembersOf<OptionElement>(), updated.MembersOf<OptionElement>(), root);
        CompareTypes(old.Members, updated.Members, root);
        CompareExtends(old.Members, updated.Members, root);
        Match(
            old.MembersOf<ServiceElement>(),
            updated.MembersOf<ServiceElement>(),
            service => service.Name,
            new Kind<ServiceElement>("SERVICE", service => service.Name, (name, _) => root.Then(name))
            {
                Both = CompareServices,
            });
    }

    private void CompareTypes(IReadOnlyList<ProtoElement> old, IReadOnlyList<ProtoElement> updated, ElementPath at)
    {
        var before = old.OfType<MessageElement>().Select(message => message.Name).ToList();
        var after = updated.OfType<MessageElement>().Select(message => message.Name).ToList();
        if (!before.Intersect(after).SequenceEqual(after.Intersect(before)))
            Value("MESSAGES_REORDERED", string.Join(", ", before), string.Join(", ", after), at);
        Match(
            old.OfType<MessageElement>(),
            updated.OfType<MessageElement>(),
            message => message.Name,
            new Kind<MessageElement>("MESSAGE", message => message.Name, (name, _) => at.Then(name))
            {
                Both = (was, now, here) =>
                {
                    Value("VISIBILITY_CHANGED", was.Visibility.ToString(), now.Visibility.ToString(), here);
                    CompareBlocks(was, now, here);
                },
            });
        Match(
            old.OfType<EnumElement>(),
            updated.OfType<EnumElement>(),
            element => element.Name,
            new Kind<EnumElement>("ENUM", element => element.Name, (name, _) => at.Then(name))
            {
                Both = (was, now, here) =>
                {
                    Value("VISIBILITY_CHANGED", was.Visibility.ToString(), now.Visibility.ToString(), here);
                    CompareEnums(was, now, here);
                },
            });
    }

    /// <summary>Messages and groups. Recurses with each message inside another, which the parser bounds.</summary>
    private void CompareBlocks(ContainerElement old, ContainerElement updated, ElementPath at)
    {
        Options(old.MembersOf<OptionElement>(), updated.MembersOf<OptionElement>(), at);
        Match(
            old.MembersOf<OneofElement>(),
            updated.MembersOf<OneofElement>(),
            oneof => oneof.Name,
            new Kind<OneofElement>("ONEOF", oneof => oneof.Name, (name, _) => at.Then(name))
            {
                Both = (was, now, here) =>
                    Options(was.MembersOf<OptionElement>(), now.MembersOf<OptionElement>(), here),
            });
        CompareFields(FieldsOf(old, null), FieldsOf(updated, null), "FIELD", at);
        Reserved(old, updated, at);
        Match(RangesOf(old), RangesOf(updated), range => range, new Kind<string>(
            "EXTENSION_RANGE", range => range, (_, _) => at));
        CompareExtends(old.Members, updated.Members, at);
        CompareTypes(old.Members, updated.Members, at);
    }

    private void CompareFields(IEnumerable<Member> old, IEnumerable<Member> updated, string kind, ElementPath at) =>
        Match(old, updated, member => Text(member.Number), new Kind<Member>(
            kind, member => Show(member), (_, member) => PathOf(member, at))
        {
            Both = (was, now, _) => CompareField(was, now, at),
        });

    private void CompareField(Member old, Member updated, ElementPath message)
    {
        var oldPath = PathOf(old, message);
        var newPath = PathOf(updated, message);
        Add("FIELD_RENAMED", (old.Name, updated.Name), (oldPath, newPath), places: null);
        if (old.Oneof != updated.Oneof)
        {
            Add(
                "FIELD_MOVED",
                (old.Oneof, updated.Oneof),
                (oldPath, newPath),
                (Around(old, oldPath), Around(updated, newPath)));
        }

        var (was, now) = (Own(old.Type, _oldPackage), Own(updated.Type, _newPackage));
        Add("TYPE_CHANGED", (was, now), (oldPath, newPath), (oldPath, newPath));
        Add(
            "LABEL_CHANGED",
            (Text(old.Label), Text(updated.Label)),
            (oldPath, newPath),
            was == now ? (oldPath, newPath) : null);
        Options(old.Options, updated.Options, newPath);
        if (old.Group is not null && updated.Group is not null)
            CompareBlocks(old.Group, updated.Group, message.Then(updated.Group.Name));

        ElementPath Around(Member member, ElementPath own) =>
            member.Oneof is null ? own : message.Then(member.Oneof);
    }

    private void CompareEnums(EnumElement old, EnumElement updated, ElementPath at)
    {
        Options(old.MembersOf<OptionElement>(), updated.MembersOf<OptionElement>(), at);
        Match(
            old.MembersOf<EnumConstantElement>(),
            updated.MembersOf<EnumConstantElement>(),
            constant => Text(constant.Number),
            new Kind<EnumConstantElement>(
                "CONSTANT", constant => $"{constant.Name} = {Text(constant.Number)}", (number, _) => at.Then(number))
            {
                Both = (was, now, here) =>
                {
                    Value("CONSTANT_RENAMED", was.Name, now.Name, here);
                    Options(was.Options, now.Options, here);
                },
            });
        Reserved(old, updated, at);
    }

    private void CompareServices(ServiceElement old, ServiceElement updated, ElementPath at)
    {
        Options(old.MembersOf<OptionElement>(), updated.MembersOf<OptionElement>(), at);
        Match(
            old.MembersOf<RpcElement>(),
            updated.MembersOf<RpcElement>(),
            rpc => rpc.Name,
            new Kind<RpcElement>("RPC", rpc => rpc.Name, (name, _) => at.Then(name))
            {
                Both = (was, now, here) =>
                {
                    Value("RPC_CHANGED", Show(was, _oldPackage), Show(now, _newPackage), here);
                    Options(was.Options, now.Options, here);
                },
            });
    }

    private void CompareExtends(IReadOnlyList<ProtoElement> old, IReadOnlyList<ProtoElement> updated, ElementPath at)
    {
        var before = old.OfType<ExtendElement>().ToLookup(extend => Own(extend.Name, _oldPackage));
        var after = updated.OfType<ExtendElement>().ToLookup(extend => Own(extend.Name, _newPackage));
        foreach (var name in before.Concat(after).Select(group => group.Key).Distinct())
        {
            CompareFields(
                before[name].SelectMany(extend => FieldsOf(extend, null)),
                after[name].SelectMany(extend => FieldsOf(extend, null)),
                "EXTENSION",
                at.Then($"[{name}]"));
        }
    }

    private void Reserved(ContainerElement old, ContainerElement updated, ElementPath at) =>
        Match(ReservedIn(old), ReservedIn(updated), reserved => reserved, new Kind<string>(
            "RESERVED", reserved => reserved, (_, _) => at));

    private void Options(IEnumerable<OptionElement> old, IEnumerable<OptionElement> updated, ElementPath at) =>
        Match(
            old.GroupBy(option => option.FullName),
            updated.GroupBy(option => option.FullName),
            option => option.Key,
            new Kind<IGrouping<string, OptionElement>>("OPTION", Show, (name, _) => at.Then(name))
            {
                Both = (was, now, here) => Value("OPTION_CHANGED", Show(was), Show(now), here),
            });

    /// <summary>Of equal keys the first counts. What is removed comes first, then the rest in the new order.</summary>
    private void Match<T>(IEnumerable<T> old, IEnumerable<T> updated, Func<T, string> keyOf, Kind<T> kind)
    {
        var before = ByKey(old, keyOf);
        var after = ByKey(updated, keyOf);
        foreach (var (key, element) in before.Where(pair => !after.ContainsKey(pair.Key)))
        {
            var path = $"{kind.PathOf(key, element)}";
            _list.Add(
                new SchemaChange($"{kind.Name}_REMOVED", new ChangeSide(path, kind.Show(element)), null), path, path);
        }

        foreach (var (key, element) in after)
        {
            var path = kind.PathOf(key, element);
            if (before.TryGetValue(key, out var origin))
                kind.Both?.Invoke(origin, element, path);
            else
            {
                _list.Add(
                    new SchemaChange($"{kind.Name}_ADDED", null, new ChangeSide($"{path}", kind.Show(element))),
                    $"{path}",
                    $"{path}");
            }
        }
    }

    private static OrderedDictionary<string, T> ByKey<T>(IEnumerable<T> elements, Func<T, string> keyOf)
    {
        var byKey = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var element in elements)
            byKey.TryAdd(keyOf(element), element);
        return byKey;
    }

    private void Value(string kind, string? old, string? updated, ElementPath at) =>
        Add(kind, (old, updated), (at, at), places: null);

    /// <summary>Equal values are no change. The places are where compatibility rules speak of it, if they do.</summary>
    private void Add(
        string kind,
        (string? Old, string? New) values,
        (ElementPath Old, ElementPath New) paths,
        (ElementPath Old, ElementPath New)? places)
    {
        if (values.Old == values.New)
            return;
        _list.Add(
            new SchemaChange(
                kind, new ChangeSide($"{paths.Old}", values.Old), new ChangeSide($"{paths.New}", values.New)),
            backwardAt: places?.New.ToString(),
            forwardAt: places?.Old.ToString());
    }

    private static IEnumerable<Member> FieldsOf(ContainerElement block, string? oneof) =>
        block.Members.SelectMany(element => element switch
        {
            FieldElement field =>
                [new Member(field.Number, field.Name, Show(field.Type), field.Label, field.Options, oneof, null)],
            GroupElement group =>
                [new Member(group.Number, group.Name, $"group {group.Name}", group.Label, group.Options, oneof, group)],
            OneofElement inner => FieldsOf(inner, inner.Name),
            _ => Enumerable.Empty<Member>(),
        });

    private static IEnumerable<string> RangesOf(ContainerElement block) =>
        block.MembersOf<ExtensionsElement>().SelectMany(extensions => extensions.Ranges).Select(Show);

    private static IEnumerable<string> ReservedIn(ContainerElement block) =>
        block.MembersOf<ReservedElement>().SelectMany(reserved =>
            reserved.Ranges.Select(Show).Concat(reserved.Names.Select(name => $"\"{name.Name}\"")));

    private static ElementPath PathOf(Member member, ElementPath message) =>
        (member.Oneof is null ? message : message.Then(member.Oneof)).Then(member.Number);

    private static string Own(string type, string package) =>
        type.Replace(package, ".", StringComparison.Ordinal);

    private static string Show(FieldType type) => type switch
    {
        MapType map => $"map<{map.Key.Name}, {map.Value.Name}>",
        _ => ((NamedType)type).Name,
    };

    private static string Show(Member member) =>
        $"{Text(member.Label)} {member.Type} {member.Name} = {Text(member.Number)}".TrimStart();

    private static string Show(NumberRange range) =>
        range.First == range.Last ? Text(range.First) : $"{Text(range.First)} to {Text(range.Last)}";

    private static string Show(ImportElement import) =>
        import.Kind == ImportKind.Plain ? import.Path : $"{import.Kind.ToString().ToLowerInvariant()} {import.Path}";

    private static string Show(RpcElement rpc, string package) =>
        $"({Show(rpc.Request, package)}) returns ({Show(rpc.Response, package)})";

    private static string Show(RpcType type, string package) =>
        (type.IsStream ? "stream " : "") + Own(type.Name, package);

    private static string Show(IEnumerable<OptionElement> options) => string.Join(", ", options.Select(Show));

    /// <summary>The value as it is printed.</summary>
    private static string Show(OptionElement option)
    {
        var text = new IndentedText();
        new OptionPrinter(text).List([option]);
        return text.ToString()[$" [{option.FullName} = ".Length..^1];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(FieldLabel label) => label == FieldLabel.None ? "" : label.ToString().ToLowerInvariant();

    /// <summary>A field of a message, of one of its oneofs, or of an extend block.</summary>
    private sealed record Member(
        int Number,
        string Name,
        string Type,
        FieldLabel Label,
        IReadOnlyList<OptionElement> Options,
        string? Oneof,
        GroupElement? Group);

    /// <summary>What elements of one sort are called, how they are shown, and where they are.</summary>
    private sealed record Kind<T>(string Name, Func<T, string> Show, Func<string, T, ElementPath> PathOf)
    {
        public Action<T, T, ElementPath>? Both { get; init; }
    }
}
