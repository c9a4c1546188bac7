using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Carries out what a request wants done to its tags and rules (<see cref="SchemaTagging"/>).</summary>
internal sealed class TagEditing(SchemaLibrary library)
{
    private readonly CandidateReading _reading = new(library);

    /// <summary>
    /// The request with the edited text and rules. Without a version of its own a request with a tag edit asks for the
    /// next one, so that the version is noted in the metadata; copies take over no tags.
    /// </summary>
    /// <exception cref="RegistryException">The schema can not be read, or has no such entity; or the rules or their
    /// version are not valid.</exception>
    public SchemaRequest Apply(IRegistryView view, RegistrationSetting setting, SchemaRequest request)
    {
        if (request.Tagging is not { } tagging)
            return request;
        if (tagging.Edit is { } edit)
            request = Edit(view, setting, request, edit) with { Version = request.Version ?? -1 };
        if (tagging.Propagates && !setting.TakesCopies && setting.State?.Latest is { } latest)
        {
            var tags = library.Load(view, setting.Subject, latest.Content).FindTags();
            if (tags.Count > 0)
                request = Edit(view, setting, request, new TagEdit(tags, []));
        }

        return tagging.Rules is { } rules ? request with { RuleSet = Edit(setting, rules) } : request;
    }

    private SchemaRequest Edit(IRegistryView view, RegistrationSetting setting, SchemaRequest request, TagEdit edit)
    {
        var rules = new ReadingRules(SchemaParsing.Stored, ReferenceTargets.Active, Normalizes: false);
        var candidate = _reading.Read(view, setting.Subject, request, rules);
        return candidate.Parsed.EditTags(edit).TryGetText(out var text, out var problem)
            ? request with { Text = text }
            : throw new RegistryException(RegistryErrorCode.InvalidTags)
            {
                Subject = setting.Subject,
                Text = problem.Message,
            };
    }

    private static SchemaRuleSet? Edit(RegistrationSetting setting, RuleSetEdit edit)
    {
        RuleSetRules.Check(edit.Merged);
        if (edit.Version < 1)
        {
            throw new RegistryException(RegistryErrorCode.InvalidVersion)
            {
                Text = edit.Version.Value.ToString(CultureInfo.InvariantCulture),
            };
        }

        var version = edit.Version is { } number ? setting.State?.Find(number) : setting.State?.Latest;
        var earlier = version is { IsDeleted: false } ? version.Content.RuleSet : null;
        var merged = SchemaRuleSet.Merge(earlier, edit.Merged);
        return merged is null || edit.Removed.Count == 0
            ? merged
            : merged with
            {
                MigrationRules = Without(merged.MigrationRules, edit.Removed),
                DomainRules = Without(merged.DomainRules, edit.Removed),
                EncodingRules = Without(merged.EncodingRules, edit.Removed),
            };
    }

    private static List<SchemaRule>? Without(IReadOnlyList<SchemaRule>? rules, IReadOnlyList<string> names) =>
        rules?.Where(rule => rule.Name is null || !names.Contains(rule.Name)).ToList();
}
