using System.Globalization;
using System.Text;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Reads a request's schema: language, references, parse, and the text that would be stored.</summary>
internal sealed class CandidateReading(SchemaLibrary library)
{
    private const int MaxShownCharacters = 10_240;

    /// <exception cref="RegistryException">The language is unknown, a reference points nowhere, or the text is not
    /// valid.</exception>
    public SchemaCandidate Read(IRegistryView view, QualifiedSubject subject, SchemaRequest request, ReadingRules rules)
    {
        var type = library.FindType(request.TypeName);
        var references = ReferenceResolution.Resolve(
            view, library, new ReferenceOwner(subject.Context, type), request.References, rules.Targets);
        var result = library.ParseRequest(type, request.Text ?? "", references.Closed, rules.Parsing);
        if (result.TryGetSchema(out var parsed, out var problems) && rules.ValidatesFields)
            problems = parsed.FindFieldProblems();
        if (parsed is null || problems.Count > 0)
        {
            throw new RegistryException(
                result.IsReadable ? RegistryErrorCode.SenselessSchema : RegistryErrorCode.InvalidSchema)
            {
                Subject = subject,
                Text = result.IsReadable ? Show(subject, request, type) : "",
                Type = type,
                Problems = problems,
            };
        }

        var (text, direct) = rules.Normalizes
            ? (parsed.ToNormalizedText(), Normalize(references.Direct))
            : (parsed.CanonicalText, references.Direct);
        return new SchemaCandidate(parsed, text, direct, request.Metadata, request.RuleSet)
        {
            Closed = references.Closed,
        };
    }

    /// <summary>
    /// The request as the API repeats it in the text of an error; a long schema is cut, which the API does not do.
    /// </summary>
    private static string Show(QualifiedSubject subject, SchemaRequest request, SchemaType type)
    {
        var text = request.Text ?? "";
        var references = string.Join(", ", request.References.Select(reference =>
            $"{{name='{reference.Name}', subject='{reference.Subject}', version={reference.Version}}}"));
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{{subject={subject},version={Number(request.Version)},")
            .Append(CultureInfo.InvariantCulture, $"id={Number(request.Id)},guid=null,schemaType={type.ToName()},")
            .Append(CultureInfo.InvariantCulture, $"references=[{references}],")
            .Append("metadata=").Append(request.Metadata is null ? "null" : "{…}")
            .Append(",ruleSet=").Append(request.RuleSet is null ? "null" : "{…}")
            .Append(",schema=").Append(text.Length <= MaxShownCharacters ? text : text[..MaxShownCharacters] + "…")
            .Append(",schemaTags=null,ts=null,deleted=null}")
            .ToString();
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static IReadOnlyList<SchemaReference> Normalize(IReadOnlyList<SchemaReference> references) =>
    [
        .. references
            .Distinct()
            .OrderBy(reference => reference.Subject, StringComparer.Ordinal)
            .ThenBy(reference => reference.Version),
    ];
}

/// <summary>How a request's schema is read.</summary>
internal sealed record ReadingRules(
    SchemaParsing Parsing, ReferenceTargets Targets, bool Normalizes, bool ValidatesFields = false);
