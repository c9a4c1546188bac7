using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// What an id stands for, save the text, which is found by <paramref name="ContentId"/>. <paramref name="Identity"/> is
/// the GUID that clients see, <paramref name="EquivalenceKey"/> lets a lookup pass over it unread.
/// </summary>
public sealed record SchemaContent(
    long ContentId,
    Guid Identity,
    SchemaType Type,
    IReadOnlyList<SchemaReference> References,
    SchemaMetadata? Metadata,
    SchemaRuleSet? RuleSet,
    ulong EquivalenceKey);
