namespace SchemaRegistry.Kafka.Codegen.Model;

/// <summary>A primitive of the protocol, or a struct with members; either may be the element of an array.</summary>
public sealed record FieldType(string Name, bool IsArray, IReadOnlyList<FieldSchema> Members)
{
    private static readonly HashSet<string> Primitives =
    [
        "bool", "int8", "int16", "int32", "int64", "uuid", "string", "bytes", "records",
    ];

    public bool IsStruct => !Primitives.Contains(Name);

    public bool IsPrimitive => !IsStruct;
}
