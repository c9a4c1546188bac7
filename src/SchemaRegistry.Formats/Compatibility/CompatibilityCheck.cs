using System.Globalization;

namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Puts a candidate to a level: picks the versions and directions, and composes the messages as the registry API prints
/// them. Pure; the caller has already narrowed the versions to those that count (active, and of the candidate's group).
/// </summary>
public static class CompatibilityCheck
{
    /// <summary>Characters of an old schema that a message quotes.</summary>
    public const int MaxQuotedSchemaLength = 10_240;

    /// <summary>The message of schemas of two languages.</summary>
    public const string OtherType = "Incompatible because of different schema type";

    internal const string New = "new";
    internal const string Old = "old";

    /// <param name="rules">Of the language of the candidate.</param>
    /// <param name="candidate">The schema that is to become the next version.</param>
    /// <param name="earlier">Sorted by version, ascending; may be empty.</param>
    /// <param name="rule">The level, the policy, and what the last message prints beside them.</param>
    public static CompatibilityReport Run(
        ICompatibilityRules rules,
        ParsedSchema candidate,
        IReadOnlyList<EarlierVersion> earlier,
        CompatibilityRule rule)
    {
        if (rule.Level == CompatibilityLevel.None || earlier.Count == 0)
            return CompatibilityReport.Compatible;

        var oldest = rule.Level.IsTransitive() ? 0 : earlier.Count - 1;
        for (var index = earlier.Count - 1; index >= oldest; index--)
        {
            var report = CompareWith(rules, candidate, earlier[index], rule);
            if (!report.IsCompatible)
            {
                return report with
                {
                    Messages = [.. report.Messages, Footer(rule)],
                    FailedVersion = earlier[index].Version,
                };
            }
        }

        return CompatibilityReport.Compatible;
    }

    private static CompatibilityReport CompareWith(
        ICompatibilityRules rules, ParsedSchema candidate, EarlierVersion earlier, CompatibilityRule rule)
    {
        if (candidate.Type != earlier.Schema.Type)
            return new CompatibilityReport([OtherType], []);

        var messages = new List<string>();
        var found = new List<Incompatibility>();
        var lastDirection = 0;
        foreach (var direction in rule.Level.Directions())
        {
            lastDirection = direction == CompatibilityDirection.Backward
                ? Compare(candidate, earlier.Schema, New, Old)
                : Compare(earlier.Schema, candidate, Old, New);
        }

        // In FULL the version is quoted only when the second direction failed (compatibility rules 1.1).
        if (lastDirection > 0)
            messages.AddRange(Quote(earlier));
        return new CompatibilityReport(messages, found);

        int Compare(ParsedSchema reader, ParsedSchema writer, string readerName, string writerName)
        {
            var reasons = rules.FindIncompatibilities(reader, writer, rule.Comparison);
            found.AddRange(reasons);
            messages.AddRange(reasons.Select(reason => reason.ToMessage(readerName, writerName)));
            return reasons.Count;
        }
    }

    private static string[] Quote(EarlierVersion earlier)
    {
        var text = earlier.Schema.CanonicalText;
        return
        [
            $"{{oldSchemaVersion: {earlier.Version.ToString(CultureInfo.InvariantCulture)}}}",
            text.Length > MaxQuotedSchemaLength
                ? $"{{oldSchema: <truncated> '{text[..MaxQuotedSchemaLength]}...'}}"
                : $"{{oldSchema: '{text}'}}",
        ];
    }

    /// <summary>The last message of every incompatibility: what was asked for.</summary>
    public static string Footer(CompatibilityRule rule) =>
        $"{{validateFields: '{(rule.ValidateFields ? "true" : "false")}', compatibility: '{rule.Level.ToName()}'}}";
}
