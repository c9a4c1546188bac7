using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>The numbers and names that a message has given away.</summary>
internal static class FieldNumbers
{
    private const int FirstReserved = 19_000;
    private const int LastReserved = 19_999;

    /// <summary>The number after the highest one in use, or null when the highest possible one is.</summary>
    public static int? FindNext(MessageElement message)
    {
        var next = Used(message.Members).DefaultIfEmpty(0).Max() + 1;
        if (next is >= FirstReserved and <= LastReserved)
            next = LastReserved + 1;
        return next <= NumberRange.MaxFieldNumber ? next : null;
    }

    /// <summary>A name that no field of the message has, made from one.</summary>
    public static string FindName(MessageElement message, FieldElement field)
    {
        var names = Names(message.Members).ToHashSet(StringComparer.Ordinal);
        var name = field.Name;
        while (names.Contains(name))
            name += $"_{field.Number}";
        return name;
    }

    private static IEnumerable<int> Used(IReadOnlyList<ProtoElement> members) => members.SelectMany(member =>
        member switch
        {
            FieldElement field => [field.Number],
            GroupElement group => [group.Number],
            OneofElement oneof => Used(oneof.Members),
            ReservedElement reserved => Bounded(reserved.Ranges),
            ExtensionsElement extensions => Bounded(extensions.Ranges),
            _ => Enumerable.Empty<int>(),
        });

    /// <summary>A range without an end leaves no number above it.</summary>
    private static IEnumerable<int> Bounded(IReadOnlyList<NumberRange> ranges) => ranges.Select(range =>
        range.Last >= NumberRange.MaxFieldNumber ? NumberRange.MaxFieldNumber : range.Last);

    private static IEnumerable<string> Names(IReadOnlyList<ProtoElement> members) => members.SelectMany(member =>
        member switch
        {
            FieldElement field => [field.Name],
            GroupElement group => [group.Name.ToLowerInvariant()],
            OneofElement oneof => [oneof.Name, .. Names(oneof.Members)],
            ContainerElement container => [container.Name],
            _ => Enumerable.Empty<string>(),
        });
}
