using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry;

/// <summary>A refusal with the facts that its text needs; which are set depends on the code.</summary>
public sealed class RegistryException(RegistryErrorCode code, Exception? inner = null)
    : Exception($"The registry refused: {code}.", inner)
{
    public RegistryErrorCode Code { get; } = code;

    public QualifiedSubject Subject { get; init; }

    /// <summary>−1 stands for latest.</summary>
    public int Version { get; init; }

    public int Id { get; init; }

    /// <summary>Which entry of a batch was refused, from 0; null outside batches.</summary>
    public int? Item { get; internal set; }

    /// <summary>What was sent: a name, a version, a schema.</summary>
    public string Text { get; init; } = "";

    public SchemaType Type { get; init; }

    public IReadOnlyList<SchemaProblem> Problems { get; init; } = [];

    /// <summary>The messages of a compatibility check.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
