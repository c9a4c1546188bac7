using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// A field that an aggregate names several times is a repeated field, which may as well be one list.
/// </summary>
internal static class AggregateMerge
{
    /// <summary>Each name once, in the order in which they come first.</summary>
    public static IReadOnlyList<AggregateField> Merge(IReadOnlyList<AggregateField> fields)
    {
        var byName = new OrderedDictionary<string, List<AggregateField>>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var name = field.Name.ToString();
            if (!byName.TryGetValue(name, out var same))
                byName.Add(name, same = []);
            same.Add(field);
        }

        return byName.Count == fields.Count ? fields : [.. byName.Values.Select(Join)];
    }

    private static AggregateField Join(List<AggregateField> same) =>
        same.Count == 1
            ? same[0]
            : same[0] with { Value = new ListValue([.. same.SelectMany(Items)]) { Place = same[0].Value.Place } };

    private static IEnumerable<OptionValue> Items(AggregateField field) =>
        field.Value is ListValue list ? list.Items : [field.Value];
}
