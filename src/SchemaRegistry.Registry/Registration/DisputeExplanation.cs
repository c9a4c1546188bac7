using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Explains why a candidate does not go with a version of its subject.</summary>
internal sealed class DisputeExplanation(SchemaLibrary library, IRegistryView view, QualifiedSubject subject)
{
    private const string TypeChanged = "SCHEMA_TYPE_CHANGED";

    /// <param name="dispute">The candidate, its text as it was submitted, and how it was read.</param>
    /// <param name="rule">What it is held to.</param>
    /// <param name="examined">The versions that it was compared with, ascending; the newest came first.</param>
    /// <param name="failed">The version that it does not go with.</param>
    public IReadOnlyList<ExplainedIncompatibility> Explain(
        DisputedText dispute, CompatibilityRule rule, IReadOnlyList<SubjectVersion> examined, int failed)
    {
        var version = examined.First(earlier => earlier.Version == failed);
        var candidate = dispute.Candidate;
        var type = candidate.Parsed.Type;
        if (version.Content.Type != type)
            return [OfTypes(version, type)];
        return IncompatibilityExplanation.Run(
            library.Language(type),
            new CompatibilityDispute(
                new ComparedSide(candidate.Parsed, dispute.Text, candidate.Closed),
                library.LoadText(view, subject, version.Content),
                failed,
                rule)
            {
                Parsing = dispute.Parsing,
                Others = Newer(examined, failed),
                ReservedNames = ReservedFields.NamesIn(candidate.Metadata?.Property(ReservedFields.PropertyName)),
            });
    }

    /// <summary>Read only as far as they are compared.</summary>
    private VersionsToCompare Newer(IReadOnlyList<SubjectVersion> examined, int failed) =>
        new(library, view, subject, [.. examined.Where(earlier => earlier.Version > failed)]);

    private static ExplainedIncompatibility OfTypes(SubjectVersion version, SchemaType type) =>
        new(TypeChanged, CompatibilityCheck.OtherType)
        {
            Version = version.Version,
            New = new SchemaSpot("") { Value = type.ToName() },
            Old = new SchemaSpot("") { Value = version.Content.Type.ToName() },
        };
}

/// <summary>A candidate with the text that it was read from, and how it was read.</summary>
internal sealed record DisputedText(SchemaCandidate Candidate, string Text, SchemaParsing Parsing);
