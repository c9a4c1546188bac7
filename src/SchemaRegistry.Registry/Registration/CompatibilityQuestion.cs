using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Holds a candidate to a subject's level, group and reserved fields.</summary>
internal sealed class CompatibilityQuestion(SchemaLibrary library, ComparisonOptions comparison)
{
    /// <param name="view">The state to ask.</param>
    /// <param name="subject">Whose versions are compared.</param>
    /// <param name="candidate">The schema that is to become a version.</param>
    /// <param name="versions">Active ones, ascending.</param>
    /// <param name="config">The subject's effective config.</param>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.TooComplex"/>.</exception>
    public CompatibilityReport Ask(
        IRegistryView view,
        QualifiedSubject subject,
        SchemaCandidate candidate,
        IReadOnlyList<SubjectVersion> versions,
        RegistryConfig config)
    {
        var rule = RuleOf(config);
        var earlier = new VersionsToCompare(
            library, view, subject, [.. Compared(versions, candidate, config, rule.Level)]);
        var report = CompatibilityCheck.Run(library.Rules(candidate.Parsed.Type), candidate.Parsed, earlier, rule);
        if (report.Incompatibilities
            .FirstOrDefault(found => found.Rule == Incompatibility.TooComplexRule) is { } tooComplex)
            throw new RegistryException(RegistryErrorCode.TooComplex) { Subject = subject, Text = tooComplex.ToMessage("new", "old") };
        return rule.ValidateFields ? WithReservedFields(report, candidate, versions, rule) : report;
    }

    /// <summary>
    /// What a subject holds its versions to. A policy that is not set, or not known, is the strict one.
    /// </summary>
    public CompatibilityRule RuleOf(RegistryConfig config)
    {
        _ = CompatibilityPolicyNames.TryParse(config.Policy, out var policy);
        return new CompatibilityRule(config.Level ?? CompatibilityLevel.Backward, config.ValidateFields == true)
        {
            Comparison = comparison with { Policy = policy },
        };
    }

    /// <summary>The versions that a candidate is compared with, ascending.</summary>
    public static IEnumerable<SubjectVersion> Compared(
        IReadOnlyList<SubjectVersion> versions,
        SchemaCandidate candidate,
        RegistryConfig config,
        CompatibilityLevel level)
    {
        if (level == CompatibilityLevel.None)
            return [];
        var grouped = config.Group is { } group
            ? versions.Where(
                version => version.Content.Metadata?.Property(group) == candidate.Metadata?.Property(group))
            : versions;
        return level.IsTransitive() ? grouped : grouped.TakeLast(1);
    }

    private static CompatibilityReport WithReservedFields(
        CompatibilityReport report,
        SchemaCandidate candidate,
        IReadOnlyList<SubjectVersion> versions,
        CompatibilityRule rule)
    {
        var broken = ReservedFields.Check(
            candidate.Parsed,
            candidate.Metadata?.Property(ReservedFields.PropertyName),
            versions.Count == 0 ? null : versions[^1].Content.Metadata?.Property(ReservedFields.PropertyName));
        if (broken.Count == 0)
            return report;
        IReadOnlyList<string> others = report.IsCompatible ? [CompatibilityCheck.Footer(rule)] : report.Messages;
        return report with { Messages = [.. broken.Select(field => field.Message), .. others], Explanations = broken };
    }
}
