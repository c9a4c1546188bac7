using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// Descriptors hold <c>map&lt;K, V&gt;</c> as a nested message with the option <c>map_entry</c>; a text made from one
/// may do so too. This takes such messages away in favour of the map types that they stand for.
/// </summary>
internal static class MapEntries
{
    public static ProtoFile Fold(ProtoFile file) =>
        file.Members.Any(HasEntry) ? file with { Members = [.. file.Members.Select(FoldMember)] } : file;

    /// <summary>Recursion goes down blocks in blocks, which the parser bounds.</summary>
    private static bool HasEntry(ProtoElement element) =>
        element is ContainerElement container
        && ((element is MessageElement message && IsEntry(message)) || container.Members.Any(HasEntry));

    private static bool IsEntry(MessageElement message) =>
        message.MembersOf<OptionElement>().Any(
            option => option.IsNamed("map_entry") && option.Value is WordValue { Word: "true" })
        && ToMap(message) is not null;

    private static ProtoElement FoldMember(ProtoElement member) =>
        HasEntry(member) ? FoldBlock((ContainerElement)member) : member;

    /// <summary>
    /// The descriptor of a map field gets its entry among the nested messages where the field stands among the members.
    /// So that indexes of messages stay as they were, messages in front of an entry are put in front of its field.
    /// </summary>
    private static ContainerElement FoldBlock(ContainerElement block)
    {
        MessageElement[] nested = [.. block.MembersOf<MessageElement>()];
        var entries = new Dictionary<string, (MapType Map, int Index)>(StringComparer.Ordinal);
        foreach (var (index, entry) in nested.Index())
        {
            if (IsEntry(entry))
                entries.TryAdd(entry.Name, (ToMap(entry)!, index));
        }

        var used = block.MembersOf<FieldElement>().Select(field => EntryNameOf(field, block.Name)).ToHashSet();
        foreach (var unused in entries.Keys.Where(name => !used.Contains(name)).ToList())
            entries.Remove(unused);
        var members = new List<ProtoElement>(block.Members.Count);
        var placed = 0;
        foreach (var member in block.Members)
        {
            if (member is MessageElement)
                continue;
            if (member is not FieldElement field || EntryNameOf(field, block.Name) is not { } name
                || !entries.TryGetValue(name, out var entry))
            {
                members.Add(FoldMember(member));
                continue;
            }

            PlaceUpTo(entry.Index);
            members.Add(field with { Label = FieldLabel.None, Type = entry.Map with { Place = field.Type.Place } });
        }

        PlaceUpTo(nested.Length);
        return block with { Members = [.. members] };

        void PlaceUpTo(int end)
        {
            for (; placed < end; placed++)
            {
                if (!entries.ContainsKey(nested[placed].Name))
                    members.Add(FoldMember(nested[placed]));
            }
        }
    }

    /// <summary>The name of the entry in the block that the field may be a map by, or null.</summary>
    private static string? EntryNameOf(FieldElement field, string block)
    {
        if (field.Label != FieldLabel.Repeated || field.Type is not NamedType type)
            return null;
        var dot = type.Name.LastIndexOf('.');
        var isOfBlock = dot < 0
            || type.Name.AsSpan(0, dot).SequenceEqual(block)
            || type.Name.AsSpan(0, dot).EndsWith($".{block}");
        return isOfBlock ? type.Name[(dot + 1)..] : null;
    }

    private static MapType? ToMap(MessageElement entry)
    {
        var fields = entry.MembersOf<FieldElement>().ToList();
        var key = fields.Find(field => field.Number == 1);
        var value = fields.Find(field => field.Number == 2);
        return (key?.Type, value?.Type) is (NamedType from, NamedType to) ? new MapType(from, to) : null;
    }
}
