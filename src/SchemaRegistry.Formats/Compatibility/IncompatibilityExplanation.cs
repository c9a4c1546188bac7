namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Explains why a candidate does not go with an earlier version: places, suggestions that were tried, and payloads that
/// show it. Bounded by <see cref="ExplanationLimits"/>. One object serves one dispute.
/// </summary>
public sealed class IncompatibilityExplanation
{
    private readonly SchemaLanguage _language;
    private readonly CompatibilityDispute _dispute;
    private readonly ExplanationBudget _budget = new();
    private readonly ComparisonOptions _comparison;

    private IncompatibilityExplanation(SchemaLanguage language, CompatibilityDispute dispute)
    {
        _language = language;
        _dispute = dispute;
        _comparison = dispute.Rule.Comparison with { Total = _budget.Steps };
    }

    /// <param name="language">That of both schemas.</param>
    /// <param name="dispute">The two schemas, and what else the candidate is held to.</param>
    /// <returns>In the order of the messages.</returns>
    public static IReadOnlyList<ExplainedIncompatibility> Run(SchemaLanguage language, CompatibilityDispute dispute) =>
        new IncompatibilityExplanation(language, dispute).Run();

    private List<ExplainedIncompatibility> Run()
    {
        var found = _dispute.Rule.Level.Directions().SelectMany(Locate).ToList();
        var trial = new SuggestionTrial(
            _language, _dispute, _comparison, _budget, found.Select(finding => finding.Found));
        return [.. found.Select((finding, index) => Explain(finding, trial, index < ExplanationLimits.MaxFindings))];
    }

    /// <summary>Places are looked for a second time; on a busy machine a limit of time may then be met.</summary>
    private IEnumerable<LocatedFinding> Locate(CompatibilityDirection direction)
    {
        var (reader, writer) = _dispute.Sides(direction);
        return _language.Rules
            .Locate(reader, writer, _dispute.Rule.Comparison)
            .Where(located => located.Finding.Rule != Incompatibility.TooComplexRule)
            .Select(located => new LocatedFinding(located with { Comparison = _comparison }, direction));
    }

    private ExplainedIncompatibility Explain(LocatedFinding finding, SuggestionTrial trial, bool isHelped)
    {
        var (located, direction) = finding;
        var isReaderNew = direction == CompatibilityDirection.Backward;
        var (reader, writer) = _dispute.Sides(direction);
        var characters = reader.Text.Length + writer.Text.Length;
        var edits = isHelped
            && _dispute.Candidate.Text.Length <= ExplanationLimits.MaxEditedCharacters
            && _budget.TryRead(characters)
                ? _language.Rules.ProposeEdits(located, reader, writer, isReaderNew)
                : [];
        var suggestion = trial.FirstThatHelps(finding.Found, edits);
        var isSought = isHelped && _budget.TryRead(characters);
        return new ExplainedIncompatibility(located.Finding.Rule, ToMessage(located.Finding, isReaderNew))
        {
            Direction = direction,
            Version = _dispute.Version,
            Path = located.Finding.Path,
            New = isReaderNew ? located.Reader : located.Writer,
            Old = isReaderNew ? located.Writer : located.Reader,
            Suggestion = suggestion,
            Witness = isSought
                ? _language.Rules.FindWitness(located, reader.Schema, writer.Schema, WitnessBudget.Default)
                : null,
            WasWitnessSought = isSought,
        };
    }

    private static string ToMessage(Incompatibility finding, bool isReaderNew) =>
        isReaderNew
            ? finding.ToMessage(CompatibilityCheck.New, CompatibilityCheck.Old)
            : finding.ToMessage(CompatibilityCheck.Old, CompatibilityCheck.New);

    private sealed record LocatedFinding(LocatedIncompatibility Located, CompatibilityDirection Direction)
    {
        public FoundRule Found => new(Direction, Located.Finding.Rule);
    }
}
