using System.Collections.ObjectModel;
using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// A KEK: which key of which key management system wraps the data keys under it. Not the key itself, which never leaves
/// that system. Immutable; <see cref="KmsProps"/> may hold credentials and is never printed.
/// </summary>
public sealed record KeyEncryptionKey
{
    public static readonly IReadOnlyDictionary<string, string> NoProps = ReadOnlyDictionary<string, string>.Empty;

    public required string Name { get; init; }

    public required string KmsType { get; init; }

    public required string KmsKeyId { get; init; }

    /// <summary>How the system is reached: in no order, at most <see cref="RegistryLimits.MaxKmsProps"/>.</summary>
    public IReadOnlyDictionary<string, string> KmsProps { get; init; } = NoProps;

    public string? Doc { get; init; }

    /// <summary>Whether the registry may use the key, and so makes and opens the data keys under it.</summary>
    public bool IsShared { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Milliseconds since 1970 of the last change.</summary>
    public long TimestampMs { get; init; }

    /// <summary>Whether the two say the same, be they deleted or not.</summary>
    public bool IsEquivalentTo(KeyEncryptionKey other) =>
        Name == other.Name
        && KmsType == other.KmsType
        && KmsKeyId == other.KmsKeyId
        && KmsProps.OrderBy(prop => prop.Key, StringComparer.Ordinal)
            .SequenceEqual(other.KmsProps.OrderBy(prop => prop.Key, StringComparer.Ordinal))
        && Doc == other.Doc
        && IsShared == other.IsShared;

    /// <summary>The name alone: the properties have no place in a log.</summary>
    public override string ToString() => Name;
}
