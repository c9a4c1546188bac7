using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.Kafka.Codegen.Emission;

/// <summary>The C# condition that a version lies in a range, as short as the versions that can occur allow.</summary>
internal static class VersionTest
{
    /// <summary>The condition; null when it holds for every version that can occur.</summary>
    public static string? Of(VersionRange range, VersionRange possible)
    {
        var from = range.From > possible.From ? $"version >= {range.From}" : null;
        var to = range.To < possible.To ? $"version <= {range.To}" : null;
        return from is not null && to is not null ? $"{from} && {to}" : from ?? to;
    }
}
