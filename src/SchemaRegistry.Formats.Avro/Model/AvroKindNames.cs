namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>The spelling of the types in schema texts: lower case, and case-sensitive.</summary>
public static class AvroKindNames
{
    private static readonly string[] Names =
    [
        "null", "boolean", "int", "long", "float", "double", "bytes", "string",
        "record", "enum", "fixed", "array", "map", "union",
    ];

    private static readonly Dictionary<string, AvroKind> Primitives =
        Enumerable.Range(0, (int)AvroKind.String + 1).ToDictionary(kind => Names[kind], kind => (AvroKind)kind);

    public static string ToName(this AvroKind kind) => Names[(int)kind];

    public static bool TryParsePrimitive(string name, out AvroKind kind) => Primitives.TryGetValue(name, out kind);

    public static bool IsPrimitive(string name) => Primitives.ContainsKey(name);
}
