using System.Collections.Frozen;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>The attributes that the specification gives a meaning; all others are custom and kept.</summary>
internal static class AvroKeys
{
    private static readonly FrozenSet<string> Type = FrozenSet.Create(
        "doc", "fields", "items", "name", "namespace", "size", "symbols", "values", "type", "aliases");

    private static readonly FrozenSet<string> Enum = FrozenSet.Create([.. Type, "default"]);

    private static readonly FrozenSet<string> Field = FrozenSet.Create("default", "doc", "name", "order", "type", "aliases");

    public static IReadOnlyList<AvroProperty> CustomOfType(AvroJson json) => Custom(json, Type);

    public static IReadOnlyList<AvroProperty> CustomOfEnum(AvroJson json) => Custom(json, Enum);

    public static IReadOnlyList<AvroProperty> CustomOfField(AvroJson json) => Custom(json, Field);

    private static IReadOnlyList<AvroProperty> Custom(AvroJson json, FrozenSet<string> known)
    {
        List<AvroProperty>? custom = null;
        foreach (var (key, value) in json.Members)
        {
            if (!known.Contains(key))
                (custom ??= []).Add(new AvroProperty(key, value));
        }

        return custom ?? (IReadOnlyList<AvroProperty>)[];
    }
}
