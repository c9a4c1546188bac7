namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A rule that was broken in a direction.</summary>
internal readonly record struct FoundRule(CompatibilityDirection Direction, string Rule);

/// <summary>
/// Tries proposals before anybody is told of them: the edited candidate is read and compared as the candidate was. One
/// object serves one dispute.
/// </summary>
internal sealed class SuggestionTrial(
    SchemaLanguage language,
    CompatibilityDispute dispute,
    ComparisonOptions comparison,
    ExplanationBudget budget,
    IEnumerable<FoundRule> found)
{
    private readonly Dictionary<FoundRule, int> _before = Count(found);
    private readonly int _reserved = CountReserved(dispute, dispute.Candidate.Schema);

    /// <summary>The sentence of the first edit that takes a finding of that rule away, or null.</summary>
    public string? FirstThatHelps(FoundRule rule, IReadOnlyList<SchemaEdit> edits)
    {
        if (dispute.Others.Count > ExplanationLimits.MaxOtherVersions)
            return null;
        return edits
            .Take(ExplanationLimits.MaxEdits)
            .FirstOrDefault(edit => budget.TryRead(edit.Text.Length) && Helps(rule, edit.Text))?.Suggestion;
    }

    private bool Helps(FoundRule rule, string text)
    {
        var result = language.Format.Parse(text, dispute.Candidate.References, dispute.Parsing);
        if (!result.TryGetSchema(out var edited, out _) || !HasGoodFields(edited))
            return false;
        var after = Count(Compare(edited, dispute.Earlier.Schema));
        return after.GetValueOrDefault(rule) < _before.GetValueOrDefault(rule)
            && after.All(rules => rules.Value <= _before.GetValueOrDefault(rules.Key))
            && dispute.Others.All(other => budget.TryRead(text.Length) && Compare(edited, other.Schema).Count == 0);
    }

    private bool HasGoodFields(ParsedSchema edited) =>
        !dispute.Rule.ValidateFields
        || (CountReserved(dispute, edited) <= _reserved && edited.FindFieldProblems().Count == 0);

    private static int CountReserved(CompatibilityDispute dispute, ParsedSchema schema) =>
        dispute.ReservedNames.Intersect(schema.TopLevelFields).Count();

    private List<FoundRule> Compare(ParsedSchema edited, ParsedSchema earlier)
    {
        var rules = new List<FoundRule>();
        foreach (var direction in dispute.Rule.Level.Directions())
        {
            var (reader, writer) = direction == CompatibilityDirection.Backward ? (edited, earlier) : (earlier, edited);
            rules.AddRange(language.Rules
                .FindIncompatibilities(reader, writer, comparison)
                .Select(finding => new FoundRule(direction, finding.Rule)));
        }

        if (rules.Exists(finding => finding.Rule == Incompatibility.TooComplexRule))
            budget.GiveUp();
        return rules;
    }

    private static Dictionary<FoundRule, int> Count(IEnumerable<FoundRule> found) =>
        found.CountBy(rule => rule).ToDictionary();
}
