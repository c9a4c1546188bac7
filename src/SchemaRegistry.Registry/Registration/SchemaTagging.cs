using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// What a registration does to its schema before it is read for good: tags are taken over from the latest version or
/// written into the text, rules are added to those of an earlier version. A request that has one never answers what the
/// subject has already without asking the mode.
/// </summary>
public sealed record SchemaTagging
{
    /// <summary>Tags to write into the text, or null.</summary>
    public TagEdit? Edit { get; init; }

    /// <summary>Whether the tags of the latest version are added.</summary>
    public bool Propagates { get; init; }

    /// <summary>
    /// What becomes of the rules of an earlier version, or null when the request says its rules itself.
    /// </summary>
    public RuleSetEdit? Rules { get; init; }
}

/// <summary>
/// Rules that are merged into a rule set, and names of those that are then taken out. The rule set is that of
/// <paramref name="Version"/>, of the latest one when that is null, and none when the version is not there.
/// </summary>
public sealed record RuleSetEdit(int? Version, SchemaRuleSet? Merged, IReadOnlyList<string> Removed);
