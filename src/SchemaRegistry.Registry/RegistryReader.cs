using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// All that asks a registry. Answers come from the published state without a lock; only a text that is not in memory is
/// read from the store. Lookups that may find nothing return null; a <see cref="RegistryException"/> tells what the
/// request did wrong. Safe for any thread.
/// </summary>
public sealed class RegistryReader
{
    private readonly RegistryScope _scope;
    private readonly SchemaLookup _lookup;
    private readonly CompatibilityTrial _trial;

    internal RegistryReader(RegistryScope scope)
    {
        _scope = scope;
        _lookup = new SchemaLookup(scope);
        _trial = new CompatibilityTrial(scope);
    }

    /// <summary>The last change that is visible; grows with every change.</summary>
    public long Sequence => _scope.State.Sequence;

    public IReadOnlyCollection<SchemaType> Types => _scope.Library.Types;

    public IReadOnlyList<string> Contexts => _scope.State.Contexts;

    /// <summary>Subjects that a prefix names, by their text in ordinal order.</summary>
    public IReadOnlyList<QualifiedSubject> ListSubjects(SubjectPrefix prefix, SubjectVisibility visibility) =>
        _scope.State.Index.Find(prefix, visibility);

    /// <summary>
    /// Grows whenever a list of subjects changes. To be read before a list that is kept: what comes in between only
    /// makes it stale earlier than needed.
    /// </summary>
    public long SubjectsRevision => _scope.State.SubjectsRevision;

    /// <summary>The versions of many subjects, in order; they are found as they are read.</summary>
    public IEnumerable<ListedSchema> ListSchemas(SchemaListing listing) => listing.Read(_scope.State);

    /// <summary>
    /// The newest version whose metadata has all these properties, or, without any, the newest that has properties.
    /// </summary>
    /// <exception cref="RegistryException">The subject is not there, or has no such version.</exception>
    public StoredSchema GetByMetadata(
        QualifiedSubject subject, IReadOnlyCollection<KeyValuePair<string, string>> properties, DeletedVersions deleted)
    {
        var visible = _scope.State.Subject(subject)?.Versions
            .Where(version => !version.IsDeleted || deleted == DeletedVersions.Included)
            .ToList() ?? [];
        if (visible.Count == 0)
            throw new RegistryException(RegistryErrorCode.SubjectNotFound) { Subject = subject };
        var found = visible.FindLast(version => version.Content.Metadata is { Properties: not null } metadata
            && properties.All(property => metadata.Property(property.Key) == property.Value));
        return found is null
            ? throw new RegistryException(RegistryErrorCode.SchemaNotFound) { Subject = subject }
            : new StoredSchema(subject, found, Text(found.Content));
    }

    /// <summary>The subject with all its versions, or null when it has none.</summary>
    public SubjectState? FindSubject(QualifiedSubject subject) => _scope.State.Subject(subject);

    public string Text(SchemaContent content) => _scope.Library.Texts.Get(content);

    /// <summary>The text in a format of its language; the stored text when the format is unknown.</summary>
    public string Text(QualifiedSubject owner, SchemaContent content, string format) =>
        format.Length == 0 ? Text(content) : _scope.Library.Load(_scope.State, owner, content).ToFormat(format);

    /// <summary>
    /// The entities of a schema that have one of the tags in their text, with all their tags; <c>*</c> stands for any.
    /// </summary>
    public IReadOnlyList<SchemaTags> FindTags(
        QualifiedSubject owner, SchemaContent content, IReadOnlyCollection<string> tags)
    {
        if (tags.Count == 0)
            return [];
        var found = _scope.Library.Load(_scope.State, owner, content).FindTags();
        return tags.Contains("*") ? found : [.. found.Where(entity => entity.Tags.Any(tags.Contains))];
    }

    /// <summary>
    /// A version of a subject. A subject of the default context that is not there is looked for in the other contexts,
    /// in order.
    /// </summary>
    /// <exception cref="RegistryException">The subject or the version is not there.</exception>
    public StoredSchema GetVersion(QualifiedSubject subject, VersionSelector selector, DeletedVersions deleted)
    {
        if (_scope.State.Subject(subject) is null && subject.IsInDefaultContext)
        {
            var elsewhere = Contexts
                .Select(context => subject with { Context = context })
                .FirstOrDefault(other => _scope.State.Subject(other) is not null, subject);
            subject = elsewhere;
        }

        var version = FindVersion(subject, selector, deleted);
        return new StoredSchema(subject, version, Text(version.Content));
    }

    /// <summary>What is different between two versions of a subject, which is looked for alike.</summary>
    /// <exception cref="RegistryException">The subject or a version is not there.</exception>
    public VersionDiff Compare(
        QualifiedSubject subject, VersionSelector old, VersionSelector updated, DeletedVersions deleted) =>
        VersionDiff.Compare(_scope, GetVersion(subject, old, deleted), GetVersion(subject, updated, deleted));

    /// <summary>A version of a subject of that very context.</summary>
    /// <exception cref="RegistryException">The subject or the version is not there.</exception>
    public SubjectVersion FindVersion(QualifiedSubject subject, VersionSelector selector, DeletedVersions deleted)
    {
        var state = _scope.State.Subject(subject);
        if (state is null || (!state.IsActive && deleted == DeletedVersions.Excluded))
            throw new RegistryException(RegistryErrorCode.SubjectNotFound) { Subject = subject };
        var version = selector.Number is { } number ? state.Find(number) : state.Latest;
        if (version is null || (version.IsDeleted && deleted == DeletedVersions.Excluded))
            throw new RegistryException(RegistryErrorCode.VersionNotFound)
            {
                Subject = subject,
                Version = selector.Number ?? -1,
            };
        return version;
    }

    /// <summary>
    /// What an id stands for. Without a subject the default context is asked; a subject's context otherwise, or, for a
    /// subject of the default context, the context whose subject of that name has the id.
    /// </summary>
    public IdAnswer? FindId(int id, QualifiedSubject? subject)
    {
        var asked = subject ?? QualifiedSubject.Global;
        if (!asked.IsInDefaultContext || asked.IsContext)
            return FindIn(asked.Context, id, preferred: asked);

        foreach (var context in Contexts)
        {
            var holder = asked with { Context = context };
            if (_scope.State.ById(context, id)?.Holders.Any(other => other.Subject == holder) == true)
                return FindIn(context, id, holder);
        }

        return FindIn(QualifiedSubject.DefaultContext, id, preferred: null);
    }

    /// <summary>The schema of a GUID, looked for in the default context first.</summary>
    public SchemaContent? FindGuid(Guid guid) =>
        FindGuidIds(guid).Select(found => _scope.State.ById(found.Context, found.Id)?.Content).FirstOrDefault(
            content => content is not null);

    /// <summary>The ids of a GUID, at most one per context.</summary>
    public IReadOnlyList<(string Context, int Id)> FindGuidIds(Guid guid) =>
    [
        .. Contexts
            .Select(context => (context, Id: _scope.State.ByIdentity(context, guid)))
            .Where(found => found.Id is not null)
            .Select(found => (found.context, found.Id!.Value)),
    ];

    public int HighestId(string context) => _scope.State.HighestId(context);

    /// <summary>The ids of the schemas that refer to a version, ascending, each once.</summary>
    public IReadOnlyList<int> ListReferrers(QualifiedSubject subject, int version, DeletedVersions deleted) =>
    [
        .. _scope.State.Referrers(new SchemaHolder(subject, version))
            .Select(
                holder => (holder.Subject.Context, Version: _scope.State.Subject(holder.Subject)?.Find(holder.Version)))
            .Where(found => found.Version is not null
                && (!found.Version.IsDeleted || deleted == DeletedVersions.Included))
            .Select(found => (found.Context, found.Version!.Id))
            .Distinct()
            .Order()
            .Select(found => found.Id),
    ];

    /// <summary>What is stored for a scope, or null.</summary>
    public RegistryConfig? FindConfig(QualifiedSubject scope) => _scope.State.Config(scope);

    /// <summary>What holds for a scope; always with a level.</summary>
    public RegistryConfig EffectiveConfig(QualifiedSubject scope) =>
        EffectiveSettings.Config(_scope.State, scope, _scope.Options);

    /// <summary>A stored config with the server's level where it has none.</summary>
    public RegistryConfig WithLevel(RegistryConfig config) => EffectiveSettings.WithLevel(config, _scope.Options);

    public RegistryMode? FindMode(QualifiedSubject scope) => _scope.State.Mode(scope);

    public RegistryMode EffectiveMode(QualifiedSubject scope) => EffectiveSettings.Mode(_scope.State, scope);

    /// <summary>
    /// The version of a subject that has a schema; a subject of the default context is looked for in all contexts.
    /// </summary>
    /// <exception cref="RegistryException">The schema is not valid, or is not there.</exception>
    public FoundSchema Lookup(QualifiedSubject subject, SchemaRequest request, DeletedVersions deleted) =>
        _lookup.Find(subject, request, deleted);

    /// <summary>
    /// Whether a schema could become the next version, or, with a selector, what that one version says to it.
    /// Explained, the report has places, suggestions and witnesses.
    /// </summary>
    /// <exception cref="RegistryException">The schema is not valid, or the version is not there.</exception>
    public CompatibilityReport CheckCompatibility(
        QualifiedSubject subject, SchemaRequest request, VersionSelector? selector, bool explains) =>
        _trial.Run(subject, request, selector, explains);

    private IdAnswer? FindIn(string context, int id, QualifiedSubject? preferred)
    {
        if (_scope.State.ById(context, id) is not { } entry)
            return null;
        var holder = entry.Holders[0];
        foreach (var other in entry.Holders)
        {
            if (other.Subject == preferred)
                holder = other;
        }

        var version = _scope.State.Subject(holder.Subject)?.Find(holder.Version);
        return new IdAnswer(id, entry.Content, holder, version, entry.Holders);
    }
}

/// <summary>Which subjects a list has.</summary>
public enum SubjectVisibility
{
    Active,
    All,
    DeletedOnly,
}

/// <summary>
/// What an id stands for: the content, one holder with its version (null for the moment in which it goes), and all
/// holders.
/// </summary>
public sealed record IdAnswer(
    int Id, SchemaContent Content, SchemaHolder Holder, SubjectVersion? Version, IReadOnlyList<SchemaHolder> Holders);
