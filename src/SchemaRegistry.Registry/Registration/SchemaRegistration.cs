using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// Registers a schema in two steps. <see cref="Prepare"/> reads, parses and compares against a state that may move on
/// meanwhile; <see cref="Decide"/> runs in the gate, when its premises still hold, and only assigns.
/// </summary>
internal sealed class SchemaRegistration(RegistryScope scope)
{
    private readonly CandidateReading _reading = new(scope.Library);
    private readonly SchemaSearch _search = new(scope.Library);
    private readonly CompatibilityQuestion _question = new(scope.Library);

    /// <summary>
    /// <list type="number">
    /// <item>The subject's name must be legal.</item>
    /// <item>A blank text takes the latest version's.</item>
    /// <item>The text is read; what the subject has already is answered, whatever the mode.</item>
    /// <item>The mode must allow it.</item>
    /// <item>A version that was asked for must be the next one.</item>
    /// <item>It must be compatible, unless copies are taken or it is forced.</item>
    /// </list>
    /// </summary>
    /// <exception cref="RegistryException">One of these fails.</exception>
    public RegistrationPlan Prepare(IRegistryView view, QualifiedSubject subject, SchemaRequest request)
    {
        if (!SubjectRules.IsValidSubject(subject))
            throw new RegistryException(RegistryErrorCode.InvalidSubject) { Text = subject.ToString() };

        var state = view.Subject(subject);
        var config = EffectiveSettings.Config(view, subject, scope.Options);
        var mode = EffectiveSettings.Mode(view, subject);
        var takesCopies = mode is RegistryMode.Import or RegistryMode.Forward;
        var premises = Premises(view, subject, request);
        request = takesCopies ? request : FillFromLatest(request, subject, state);
        var candidate = Read(view, subject, request, config, takesCopies, out var existing);
        if (existing is not null)
            return new RegistrationPlan(request, candidate, existing, existing.Version, premises);

        CheckMode(mode, subject, request);
        var version = takesCopies && request.Version > 0 ? request.Version.Value : (state?.HighestVersion ?? 0) + 1;
        if (request.Version > 0 && request.Version != version)
            throw new RegistryException(RegistryErrorCode.VersionNotNext)
            {
                Subject = subject,
                Version = request.Version.Value,
            };
        if (!takesCopies)
            candidate = WithVersionProperty(candidate, request, version);
        if (!takesCopies && !request.Force)
            CheckCompatible(view, subject, candidate, config);
        return new RegistrationPlan(request, candidate, null, version, premises);
    }

    /// <summary>
    /// Assigns the id and adds the version; all that can fail is an id that stands for something else.
    /// </summary>
    public RegisterAnswer Decide(GateTransaction transaction, QualifiedSubject subject, RegistrationPlan plan)
    {
        var view = transaction.State;
        if (plan.Existing is { } existing)
            return new RegisterAnswer(
                new StoredSchema(subject, existing, scope.Library.Texts.Get(existing.Content)), IsNew: false);

        var identity = plan.Candidate.Identity;
        var id = plan.Request.Id is { } given and >= 0
            ? given
            : view.ByIdentity(subject.Context, identity) ?? checked(view.HighestId(subject.Context) + 1);
        var entry = view.ById(subject.Context, id);
        if (entry is not null && entry.Content.Identity != identity)
            throw new RegistryException(RegistryErrorCode.IdTaken) { Subject = subject, Id = id };

        RemoveSuperseded(transaction, subject, plan.Version, id);
        var content = entry?.Content ?? transaction.AddContent(plan.Candidate, identity);
        if (entry is null)
        {
            scope.Library.Texts.Add(content.ContentId, plan.Candidate.Text);
            scope.Library.Remember(content, plan.Candidate.Parsed);
        }

        transaction.AddVersion(subject, plan.Version, id, content);
        var version = view.Subject(subject)!.Find(plan.Version)!;
        return new RegisterAnswer(new StoredSchema(subject, version, plan.Candidate.Text), IsNew: true);
    }

    private SchemaRequest FillFromLatest(SchemaRequest request, QualifiedSubject subject, SubjectState? state)
    {
        if (!string.IsNullOrWhiteSpace(request.Text))
            return request;
        if (state?.Latest is not { } latest)
            throw new RegistryException(RegistryErrorCode.EmptySchema) { Subject = subject };
        return request with
        {
            Text = scope.Library.Texts.Get(latest.Content),
            TypeName = latest.Content.Type.ToName(),
            References = latest.Content.References,
        };
    }

    private SchemaCandidate Read(
        IRegistryView view,
        QualifiedSubject subject,
        SchemaRequest request,
        RegistryConfig config,
        bool takesCopies,
        out SubjectVersion? existing)
    {
        var isChecked = request.Id is null && config.ValidateNewSchemas != false && !takesCopies;
        var normalizes = !takesCopies && (request.Normalize || config.Normalize == true);
        var rules = new ReadingRules(
            isChecked ? SchemaParsing.New : SchemaParsing.Stored, ReferenceTargets.Active, normalizes);
        try
        {
            var candidate = Complete(view, subject, _reading.Read(view, subject, request, rules), config, takesCopies);
            existing = FindExisting(view, subject, request, candidate);
            return candidate;
        }
        catch (RegistryException e) when (e.Code == RegistryErrorCode.InvalidSchema && isChecked)
        {
            // What is registered already is answered even if it could not be registered any more.
            var lenient = rules with { Parsing = SchemaParsing.Stored };
            existing = TryFindExisting(view, subject, request, config, lenient, out var candidate);
            if (existing is null)
                throw;
            return candidate!;
        }
    }

    private SubjectVersion? TryFindExisting(
        IRegistryView view,
        QualifiedSubject subject,
        SchemaRequest request,
        RegistryConfig config,
        ReadingRules rules,
        out SchemaCandidate? candidate)
    {
        candidate = null;
        if (view.Subject(subject) is null)
            return null;
        try
        {
            candidate = Complete(
                view, subject, _reading.Read(view, subject, request, rules), config, takesCopies: false);
            return FindExisting(view, subject, request, candidate);
        }
        catch (RegistryException e) when (e.Code == RegistryErrorCode.InvalidSchema)
        {
            return null;
        }
    }

    /// <summary>
    /// Metadata and rules that a request leaves out are the latest version's; the config adds and overrides.
    /// </summary>
    private static SchemaCandidate Complete(
        IRegistryView view,
        QualifiedSubject subject,
        SchemaCandidate candidate,
        RegistryConfig config,
        bool takesCopies)
    {
        if (takesCopies)
            return candidate;
        var latest = view.Subject(subject)?.Latest?.Content;
        var metadata = SchemaMetadata.Merge(
            SchemaMetadata.Merge(config.DefaultMetadata, candidate.Metadata ?? latest?.Metadata),
            config.OverrideMetadata);
        return candidate with { Metadata = metadata, RuleSet = candidate.RuleSet ?? latest?.RuleSet };
    }

    private SubjectVersion? FindExisting(
        IRegistryView view, QualifiedSubject subject, SchemaRequest request, SchemaCandidate candidate)
    {
        var found = _search.Find(
            view, subject, WithoutInherited(view, subject, request, candidate), DeletedVersions.Excluded);
        if (found is null || (request.Id is { } id && id >= 0 && id != found.Id))
            return null;
        return request.Version switch
        {
            null or 0 => found,
            < 0 => found.Version == view.Subject(subject)!.Latest!.Version ? found : null,
            _ => request.Id is not null && request.Version == found.Version ? found : null,
        };
    }

    /// <summary>
    /// A version number that came along with the latest version's metadata is not the caller's wish, so the search does
    /// not look for that number.
    /// </summary>
    private static SchemaCandidate WithoutInherited(
        IRegistryView view, QualifiedSubject subject, SchemaRequest request, SchemaCandidate candidate)
    {
        if (request.Metadata?.Property(SchemaMetadata.VersionProperty) is not null
            || candidate.Metadata is not { } metadata)
            return candidate;
        var rest = metadata.WithoutProperty(SchemaMetadata.VersionProperty);
        var isEmpty = rest is { Tags: null, Sensitive: null } && rest.Properties is not { Count: > 0 };
        return candidate with { Metadata = isEmpty && request.Metadata is null ? null : rest };
    }

    private static SchemaCandidate WithVersionProperty(SchemaCandidate candidate, SchemaRequest request, int version)
    {
        var isWanted = request.Version is not null and not 0
            || candidate.Metadata?.Property(SchemaMetadata.VersionProperty) is not null;
        if (!isWanted)
            return candidate;
        var text = version.ToString(CultureInfo.InvariantCulture);
        return candidate with
        {
            Metadata = (candidate.Metadata ?? new SchemaMetadata()).WithProperty(SchemaMetadata.VersionProperty, text),
        };
    }

    private static void CheckMode(RegistryMode mode, QualifiedSubject subject, SchemaRequest request)
    {
        switch (mode)
        {
            case RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride:
                throw new RegistryException(RegistryErrorCode.ReadOnly) { Subject = subject };
            case RegistryMode.ReadWrite when request.Id >= 0:
                throw new RegistryException(RegistryErrorCode.NotInImportMode) { Subject = subject };
            case RegistryMode.Import or RegistryMode.Forward when request.Id is null or < 0:
                throw new RegistryException(RegistryErrorCode.NotInReadWriteMode) { Subject = subject };
        }
    }

    private void CheckCompatible(
        IRegistryView view, QualifiedSubject subject, SchemaCandidate candidate, RegistryConfig config)
    {
        var versions = view.Subject(subject)?.Versions.Where(version => !version.IsDeleted).ToList() ?? [];
        var report = _question.Ask(view, subject, candidate, versions, config);
        if (!report.IsCompatible)
            throw new RegistryException(RegistryErrorCode.Incompatible)
            {
                Subject = subject,
                Details = report.Messages,
            };
    }

    private static List<Premise> Premises(IRegistryView view, QualifiedSubject subject, SchemaRequest request)
    {
        var premises = new List<Premise>();
        Note(state => state.Subject(subject));
        foreach (var target in new[] { subject, subject with { Name = "" }, QualifiedSubject.Global, QualifiedSubject.SuperGlobal })
        {
            Note(state => state.Config(target));
            Note(state => state.Mode(target));
        }

        foreach (var reference in request.References)
            Note(state => state.Subject(QualifiedSubject.Parse(reference.Subject ?? "", subject.Context)));
        return premises;

        void Note(Func<IRegistryView, object?> read) => premises.Add(new Premise(read, read(view)));
    }

    /// <summary>
    /// A content that comes back after a soft delete replaces its deleted versions, save those that are referred to.
    /// </summary>
    private static void RemoveSuperseded(GateTransaction transaction, QualifiedSubject subject, int version, int id)
    {
        var superseded = transaction.State.Subject(subject)?.Versions
            .Where(other => other.IsDeleted && other.Id == id && other.Version < version)
            .Where(other => transaction.State.Referrers(new SchemaHolder(subject, other.Version)).Count == 0)
            .ToList() ?? [];
        foreach (var other in superseded)
            transaction.RemoveVersion(subject, other.Version);
    }
}
