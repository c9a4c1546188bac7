using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Reads a request's schema: language, references, parse, and the text that would be stored.</summary>
internal sealed class CandidateReading(SchemaLibrary library)
{
    /// <exception cref="RegistryException">The language is unknown, a reference points nowhere, or the text is not
    /// valid.</exception>
    public SchemaCandidate Read(IRegistryView view, QualifiedSubject subject, SchemaRequest request, ReadingRules rules)
    {
        var type = library.FindType(request.TypeName);
        var references = ReferenceResolution.Resolve(view, library, subject.Context, request.References, rules.Targets);
        var text = request.Text ?? "";
        if (!library.Parse(type, text, references.Closed, rules.Parsing).TryGetSchema(out var parsed, out var problems))
        {
            throw new RegistryException(RegistryErrorCode.InvalidSchema)
            {
                Subject = subject,
                Text = text,
                Type = type,
                Problems = problems,
            };
        }

        if (!rules.Normalizes)
            return new SchemaCandidate(
                parsed, parsed.CanonicalText, references.Direct, request.Metadata, request.RuleSet);
        return new SchemaCandidate(
            parsed, parsed.ToNormalizedText(), Normalize(references.Direct), request.Metadata, request.RuleSet);
    }

    private static IReadOnlyList<SchemaReference> Normalize(IReadOnlyList<SchemaReference> references) =>
    [
        .. references
            .Distinct()
            .OrderBy(reference => reference.Subject, StringComparer.Ordinal)
            .ThenBy(reference => reference.Version),
    ];
}

/// <summary>How a request's schema is read.</summary>
internal sealed record ReadingRules(SchemaParsing Parsing, ReferenceTargets Targets, bool Normalizes);
