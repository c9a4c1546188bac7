using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Changes;

/// <summary>
/// One step of the registry's history; replaying all of them in the order of <paramref name="Sequence"/>, which is
/// dense and begins with 1, gives its state. <paramref name="Version"/>, <paramref name="Id"/> and
/// <paramref name="ContentId"/> are set for versions, <paramref name="Body"/> for configs, modes
/// and keys (where it is no text for others: it may hold credentials). The timestamp is in milliseconds since 1970.
/// </summary>
public sealed record RegistryChange(
    long Sequence,
    ChangeKind Kind,
    QualifiedSubject Subject,
    int Version,
    int Id,
    long ContentId,
    string? Body,
    long TimestampMs);
