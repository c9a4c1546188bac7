using System.Collections.Frozen;

namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>The words of the fifteen scalar types of the language.</summary>
public static class ScalarTypes
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64",
        "fixed32", "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsScalar(ReadOnlySpan<char> word) => Lookup.Contains(word);
}
