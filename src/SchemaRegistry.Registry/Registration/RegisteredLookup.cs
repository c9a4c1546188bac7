using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>What a registration finds before it asks whether it may write, and the schema as it was read.</summary>
internal sealed record RegisteredSchema(SchemaCandidate Candidate, SchemaMatch Match);

/// <summary>
/// Answers a registration from what the subject has: without a version any equal one; with −1 only the latest; with a
/// version and an id that very one.
/// </summary>
internal sealed class RegisteredLookup(RegistryScope scope)
{
    private readonly SchemaSearch _search = new(scope.Library);

    /// <exception cref="RegistryException">The schema can not be read.</exception>
    public RegisteredSchema? Find(IRegistryView view, RegistrationSetting setting, RequestReading reading)
    {
        var request = reading.Request;
        if (string.IsNullOrWhiteSpace(request.Text))
            return null;
        var candidate = reading.ReadToFind(view);
        var match = request.Version == -1
            ? FindLatest(view, setting, candidate)
            : _search.Find(view, setting.Subject, candidate, DeletedVersions.Excluded);
        match = match is null ? null : Accept(setting, request, match);
        return match is null ? null : new RegisteredSchema(candidate, match);
    }

    private SchemaMatch? FindLatest(IRegistryView view, RegistrationSetting setting, SchemaCandidate candidate) =>
        setting.State?.Latest is { } latest && _search.Matches(view, setting.Subject, candidate, latest)
            ? new SchemaMatch(latest, SchemaMatching.Equivalence)
            : null;

    private static SchemaMatch? Accept(RegistrationSetting setting, SchemaRequest request, SchemaMatch match)
    {
        var found = match.Version;
        if (request.Version is null or 0 or -1)
            return request.Id is null or < 0 || request.Id == found.Id ? match : null;
        if (request.Id != found.Id)
            return null;
        if (request.Version == found.Version)
            return match;

        // A copy of another registry may have one schema as several versions.
        var other = setting.State!.Find(request.Version.Value);
        return other is { IsDeleted: false } && other.Id == found.Id && other.Content.Identity == found.Content.Identity
            ? new SchemaMatch(other, SchemaMatching.Equivalence)
            : null;
    }
}
