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
    public Guid Identity => SchemaIdentity.Compute(Text, References, Metadata, RuleSet);
}
