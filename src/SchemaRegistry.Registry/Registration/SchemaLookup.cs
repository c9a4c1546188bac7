using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Finds the version that has a schema, deleted ones among them when asked.</summary>
internal sealed class SchemaLookup(RegistryScope scope)
{
    private readonly CandidateReading _reading = new(scope.Library);
    private readonly SchemaSearch _search = new(scope.Library);

    /// <exception cref="RegistryException">The schema is not valid, or is not there.</exception>
    public FoundSchema Find(QualifiedSubject subject, SchemaRequest request, DeletedVersions deleted)
    {
        var found = string.IsNullOrWhiteSpace(request.Text) ? null : FindInContexts(subject, request, deleted);
        if (found is not null)
            return found;
        var state = scope.State.Subject(subject);
        var isKnown = state is not null && (state.IsActive || deleted == DeletedVersions.Included);
        throw new RegistryException(isKnown ? RegistryErrorCode.SchemaNotFound : RegistryErrorCode.SubjectNotFound)
        {
            Subject = subject,
        };
    }

    private FoundSchema? FindInContexts(QualifiedSubject subject, SchemaRequest request, DeletedVersions deleted)
    {
        if (FindIn(subject, request, deleted) is { } here)
            return here;
        if (!subject.IsInDefaultContext)
            return null;
        return scope.State.Contexts
            .Skip(1)
            .Select(context => subject with { Context = context })
            .Where(other => scope.State.Subject(other) is not null)
            .Select(other => TryFindIn(other, request, deleted))
            .FirstOrDefault(found => found is not null);
    }

    private FoundSchema? TryFindIn(QualifiedSubject subject, SchemaRequest request, DeletedVersions deleted)
    {
        try
        {
            return FindIn(subject, request, deleted);
        }
        catch (RegistryException)
        {
            // In another context the references may point nowhere; then the schema is not there either.
            return null;
        }
    }

    private FoundSchema? FindIn(QualifiedSubject subject, SchemaRequest request, DeletedVersions deleted)
    {
        var setting = RegistrationSetting.Read(scope.State, subject, scope.Options);
        var parsing = setting.TakesCopies ? SchemaParsing.Stored : SchemaParsing.Checked;
        var rules = setting.Rules(request, parsing, ReferenceTargets.All);
        var candidate = _reading.Read(scope.State, subject, request, rules);
        var match = _search.Find(scope.State, subject, candidate, deleted)
            ?? FindCompleted(setting, candidate, deleted);
        return match is null
            ? null
            : new FoundSchema(
                new StoredSchema(subject, match.Version, scope.Library.Texts.Get(match.Version.Content)),
                match.Matching);
    }

    /// <summary>The same schema with what a registration would have filled in from the latest version.</summary>
    private SchemaMatch? FindCompleted(
        RegistrationSetting setting, SchemaCandidate candidate, DeletedVersions deleted)
    {
        if (setting.State?.Latest?.Content is not { } latest)
            return null;
        var completed = SchemaCompletion.Complete(candidate, latest, setting.Config);
        return Equals(completed.Metadata, candidate.Metadata) && Equals(completed.RuleSet, candidate.RuleSet)
            ? null
            : _search.Find(scope.State, setting.Subject, completed, deleted);
    }
}
