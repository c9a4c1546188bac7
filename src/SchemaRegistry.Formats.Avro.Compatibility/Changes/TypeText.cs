using System.Text;
using SchemaRegistry.Formats.Avro.Canonical;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Changes;

/// <summary>Short texts of types and values for changes: named types by their names, deep ones cut.</summary>
internal static class TypeText
{
    private const int MaxDepth = 4;
    private const int MaxBranches = 20;

    public static string Of(AvroSchema schema) => Of(schema, 0);

    public static string? Of(LogicalType? type) => type switch
    {
        null => null,
        { Precision: { } precision } => $"{type.Name}({precision},{type.Scale ?? 0})",
        _ => type.Name,
    };

    public static string? Of(AvroJson? value)
    {
        if (value is null)
            return null;
        var text = new StringBuilder();
        JsonText.Append(text, value, KeyOrder.AsWritten);
        return text.ToString();
    }

    private static string Of(AvroSchema schema, int depth) => schema switch
    {
        _ when depth == MaxDepth => "…",
        NamedSchema named => named.Name.Full,
        ArraySchema array => $"array<{Of(array.Items, depth + 1)}>",
        MapSchema map => $"map<{Of(map.Values, depth + 1)}>",
        UnionSchema union => OfUnion(union, depth),
        _ => schema.Kind.ToName(),
    };

    private static string OfUnion(UnionSchema union, int depth)
    {
        var branches = union.Branches.Take(MaxBranches).Select(branch => Of(branch, depth + 1));
        var more = union.Branches.Count > MaxBranches ? ", …" : "";
        return $"[{string.Join(", ", branches)}{more}]";
    }
}
