namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Explains why a candidate does not go with an earlier version: places, suggestions that were tried, and payloads that
/// show it. Bounded by <see cref="ExplanationLimits"/>.
/// </summary>
public static class IncompatibilityExplanation
{
    /// <param name="language">That of both schemas.</param>
    /// <param name="dispute">The two schemas, and what else the candidate is held to.</param>
    /// <returns>In the order of the messages.</returns>
    public static IReadOnlyList<ExplainedIncompatibility> Run(SchemaLanguage language, CompatibilityDispute dispute)
    {
        var located = dispute.Rule.Level.Directions()
            .SelectMany(direction => Locate(language, dispute, direction))
            .ToList();
        var trial = new SuggestionTrial(language, dispute, located.Select(finding => finding.Found));
        return [.. located.Select((finding, index) => Explain(finding, index < ExplanationLimits.MaxFindings))];

        ExplainedIncompatibility Explain(LocatedFinding finding, bool isHelped)
        {
            var (located, direction) = (finding.Located, finding.Direction);
            var isReaderNew = direction == CompatibilityDirection.Backward;
            var (reader, writer) = dispute.Sides(direction);
            var edits = isHelped ? language.Rules.ProposeEdits(located, reader, writer, isReaderNew) : [];
            return new ExplainedIncompatibility(located.Finding.Rule, ToMessage(located.Finding, isReaderNew))
            {
                Direction = direction,
                Version = dispute.Version,
                Path = located.Finding.Path,
                New = isReaderNew ? located.Reader : located.Writer,
                Old = isReaderNew ? located.Writer : located.Reader,
                Suggestion = trial.FirstThatHelps(finding.Found, edits),
                Witness = isHelped
                    ? language.Rules.FindWitness(located, reader.Schema, writer.Schema, WitnessBudget.Default)
                    : null,
                WasWitnessSought = isHelped,
            };
        }
    }

    private static IEnumerable<LocatedFinding> Locate(
        SchemaLanguage language, CompatibilityDispute dispute, CompatibilityDirection direction)
    {
        var (reader, writer) = dispute.Sides(direction);
        return language.Rules
            .Locate(reader, writer, dispute.Rule.Comparison)
            .Select(located => new LocatedFinding(located, direction));
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
