using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.Registration;

/// <summary>A schema that was understood, in the form in which it would be stored.</summary>
internal sealed record SchemaCandidate(
    ParsedSchema Parsed,
    string Text,
    IReadOnlyList<SchemaReference> References,
    SchemaMetadata? Metadata,
    SchemaRuleSet? RuleSet)
{
    private Guid? _identity;

    /// <summary>The texts behind its references, as they were when it was read.</summary>
    public ReferenceSet Closed { get; init; } = ReferenceSet.Empty;

    /// <summary>A changed copy has another identity.</summary>
    private SchemaCandidate(SchemaCandidate other)
    {
        Parsed = other.Parsed;
        Text = other.Text;
        References = other.References;
        Metadata = other.Metadata;
        RuleSet = other.RuleSet;
        Closed = other.Closed;
    }

    /// <summary>Computed once, outside the gate: it hashes the whole text.</summary>
    public Guid Identity => _identity ??= SchemaIdentity.Compute(Text, References, Metadata, RuleSet);
}
