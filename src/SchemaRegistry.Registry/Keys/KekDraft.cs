using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>A KEK as a request has it: any member may be missing or wrong.</summary>
public sealed class KekDraft
{
    public string? Name { get; init; }

    public string? KmsType { get; init; }

    public string? KmsKeyId { get; init; }

    public IReadOnlyDictionary<string, string>? KmsProps { get; init; }

    public string? Doc { get; init; }

    public bool IsShared { get; init; }

    public bool IsDeleted { get; init; }
}
