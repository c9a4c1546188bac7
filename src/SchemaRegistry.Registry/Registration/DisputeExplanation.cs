using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Explains why a candidate does not go with a version of its subject.</summary>
internal sealed class DisputeExplanation(SchemaLibrary library, IRegistryView view, QualifiedSubject subject)
{
    private const string TypeChanged = "SCHEMA_TYPE_CHANGED";

    /// <param name="candidate">The request that brought the schema, and how it is read.</param>
    /// <param name="rule">What it is held to.</param>
    /// <param name="examined">The versions that it was compared with, ascending; the newest came first.</param>
    /// <param name="failed">The version that it does not go with.</param>
    public IReadOnlyList<ExplainedIncompatibility> Explain(
        CandidateText candidate, CompatibilityRule rule, IReadOnlyList<SubjectVersion> examined, int failed)
    {
        var version = examined.First(earlier => earlier.Version == failed);
        if (version.Content.Type != candidate.Type)
            return [OfTypes(version, candidate.Type)];
        return IncompatibilityExplanation.Run(
            library.Language(candidate.Type),
            new CompatibilityDispute(Side(candidate), library.LoadText(view, subject, version.Content), failed, rule)
            {
                Parsing = candidate.Reading.Parsing,
                Others =
                [
                    .. examined
                        .Where(earlier => earlier.Version > failed)
                        .Take(ExplanationLimits.MaxOtherVersions)
                        .Select(earlier => library.Load(view, subject, earlier.Content)),
                ],
            });
    }

    private ComparedSide Side(CandidateText candidate)
    {
        var references = ReferenceResolution.Resolve(
            view,
            library,
            new ReferenceOwner(subject.Context, candidate.Type),
            candidate.Request.References,
            candidate.Reading.Targets);
        return new ComparedSide(candidate.Parsed, candidate.Request.Text ?? "", references.Closed);
    }

    private static ExplainedIncompatibility OfTypes(SubjectVersion version, SchemaType type) =>
        new(TypeChanged, CompatibilityCheck.OtherType)
        {
            Version = version.Version,
            New = new SchemaSpot("") { Value = type.ToName() },
            Old = new SchemaSpot("") { Value = version.Content.Type.ToName() },
        };
}

/// <summary>A candidate with the request that it was read from.</summary>
internal sealed record CandidateText(ParsedSchema Parsed, SchemaRequest Request, ReadingRules Reading)
{
    public SchemaType Type => Parsed.Type;
}
