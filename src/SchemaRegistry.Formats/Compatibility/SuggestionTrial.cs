namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A rule that was broken in a direction.</summary>
internal readonly record struct FoundRule(CompatibilityDirection Direction, string Rule);

/// <summary>
/// Tries proposals before anybody is told of them: the edited candidate is read and compared as the candidate was. One
/// object serves one dispute and counts what it spends.
/// </summary>
internal sealed class SuggestionTrial(
    SchemaLanguage language, CompatibilityDispute dispute, IEnumerable<FoundRule> found)
{
    private readonly Dictionary<FoundRule, int> _before = Count(found);
    private readonly ComparisonOptions _options = dispute.Rule.Comparison with
    {
        MaxSteps = Math.Min(dispute.Rule.Comparison.MaxSteps, ExplanationLimits.MaxEditSteps),
    };

    private long _charactersLeft = ExplanationLimits.MaxEditedCharacters;

    /// <summary>The sentence of the first edit that takes a finding of that rule away, or null.</summary>
    public string? FirstThatHelps(FoundRule rule, IReadOnlyList<SchemaEdit> edits)
    {
        foreach (var edit in edits.Take(ExplanationLimits.MaxEdits))
        {
            _charactersLeft -= edit.Text.Length;
            if (_charactersLeft < 0)
                return null;
            if (Helps(rule, edit.Text))
                return edit.Suggestion;
        }

        return null;
    }

    private bool Helps(FoundRule rule, string text)
    {
        var result = language.Format.Parse(text, dispute.Candidate.References, dispute.Parsing);
        if (!result.TryGetSchema(out var edited, out _))
            return false;
        var found = Compare(edited, dispute.Earlier.Schema);
        if (found.Any(finding => finding.Rule == Incompatibility.TooComplexRule))
        {
            _charactersLeft = 0;
            return false;
        }

        var after = Count(found);
        return after.GetValueOrDefault(rule) < _before.GetValueOrDefault(rule)
            && after.All(rules => rules.Value <= _before.GetValueOrDefault(rules.Key))
            && dispute.Others.Take(ExplanationLimits.MaxOtherVersions).All(other => Compare(edited, other).Count == 0);
    }

    private List<FoundRule> Compare(ParsedSchema edited, ParsedSchema earlier) =>
    [
        .. dispute.Rule.Level.Directions().SelectMany(direction =>
        {
            var (reader, writer) = direction == CompatibilityDirection.Backward ? (edited, earlier) : (earlier, edited);
            return language.Rules
                .FindIncompatibilities(reader, writer, _options)
                .Select(finding => new FoundRule(direction, finding.Rule));
        }),
    ];

    private static Dictionary<FoundRule, int> Count(IEnumerable<FoundRule> found) =>
        found.CountBy(rule => rule).ToDictionary();
}
