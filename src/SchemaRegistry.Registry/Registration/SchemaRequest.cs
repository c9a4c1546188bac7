using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.Registration;

/// <summary>A schema as a request sends it; nothing is checked yet.</summary>
public sealed record SchemaRequest
{
    /// <summary>Null or blank asks for the text of the latest version, where a request may.</summary>
    public string? Text { get; init; }

    /// <summary>The API's name of the language; null is Avro.</summary>
    public string? TypeName { get; init; }

    public IReadOnlyList<SchemaReference> References { get; init; } = [];

    public SchemaMetadata? Metadata { get; init; }

    public SchemaRuleSet? RuleSet { get; init; }

    /// <summary>
    /// Null or 0: the next one. −1: the latest when it is the same, else the next one. n: the next one, which must be
    /// n.
    /// </summary>
    public int? Version { get; init; }

    /// <summary>The id that a copy shall have; only where the mode takes copies.</summary>
    public int? Id { get; init; }

    /// <summary>Whether the text is normalized first; a scope's config may ask for it too.</summary>
    public bool Normalize { get; init; }

    /// <summary>Whether the compatibility check is left out.</summary>
    public bool Force { get; init; }

    /// <summary>What is done to the schema's tags and rules first; null is nothing.</summary>
    public SchemaTagging? Tagging { get; init; }
}
