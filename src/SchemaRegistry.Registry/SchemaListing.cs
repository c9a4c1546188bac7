using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>Which versions a list of schemas has.</summary>
public sealed record SchemaListing
{
    public required SubjectPrefix Prefix { get; init; }

    public DeletedVersions Deleted { get; init; }

    /// <summary>Only the newest version of each subject, of those that are listed.</summary>
    public bool LatestOnly { get; init; }

    /// <summary>
    /// Whether subjects are listed too for which an alias of the prefix stands, and aliases are told.
    /// </summary>
    public bool WithAliases { get; init; }

    /// <summary>Only versions that have a rule of this type, of those that are left; empty for all.</summary>
    public string RuleType { get; init; } = "";

    /// <summary>Which subjects are listed by their associations, which then are told; null for all.</summary>
    public AssociationSelection? Associations { get; init; }

    /// <summary>The versions, by the text of their subject in ordinal order, then by number; made as they are
    /// read.</summary>
    internal IEnumerable<ListedSchema> Read(PublishedState state)
    {
        var aliases = WithAliases ? FindAliases(state) : [];
        return state.Subjects
            .Where(pair => Prefix.Matches(pair.Key) || aliases.ContainsKey(pair.Key))
            .Select(pair => (Name: pair.Key.ToString(), Subject: pair.Key, State: pair.Value))
            .OrderBy(found => found.Name, StringComparer.Ordinal)
            .SelectMany(found => List(
                found.State,
                new ListedSubject(
                    found.Subject,
                    aliases.GetValueOrDefault(found.Subject) ?? [],
                    Associations is null ? [] : Associations.Choose(state.AssociationsOfSubject(found.Subject)))));
    }

    private IEnumerable<ListedSchema> List(SubjectState state, ListedSubject subject) => subject.Associations is null
        ? []
        : Listed(state).Select(version => new ListedSchema(subject.Name, version, subject.Aliases)
        {
            Associations = subject.Associations,
        });

    private IEnumerable<SubjectVersion> Listed(SubjectState subject)
    {
        var included = subject.Versions.Where(version => !version.IsDeleted || Deleted == DeletedVersions.Included);
        var chosen = LatestOnly ? included.TakeLast(1) : included;
        return RuleType.Length == 0
            ? chosen
            : chosen.Where(version => version.Content.RuleSet?.HasType(RuleType) == true);
    }

    /// <summary>For each subject the scopes of the prefix whose config has it as their alias, in order.</summary>
    private Dictionary<QualifiedSubject, IReadOnlyList<string>> FindAliases(PublishedState state) =>
        state.Configs
            .Where(pair => !string.IsNullOrEmpty(pair.Value.Alias) && Prefix.Matches(pair.Key))
            .GroupBy(pair => QualifiedSubject.Parse(pair.Value.Alias!, pair.Key.Context))
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<string> (group) =>
                    [.. group.Select(pair => pair.Key.ToString()).Order(StringComparer.Ordinal)]);
}

/// <summary>A version in a list, with the aliases that stand for its subject.</summary>
public sealed record ListedSchema(QualifiedSubject Subject, SubjectVersion Version, IReadOnlyList<string> Aliases)
{
    /// <summary>The associations of the subject that were asked for.</summary>
    public IReadOnlyList<Association> Associations { get; init; } = [];
}

/// <summary>What all versions of a listed subject have; null associations leave it out.</summary>
internal sealed record ListedSubject(
    QualifiedSubject Name, IReadOnlyList<string> Aliases, IReadOnlyList<Association>? Associations);
