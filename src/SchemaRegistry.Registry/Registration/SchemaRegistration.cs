using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Associations;
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
    private readonly RegisteredLookup _lookup = new(scope);
    private readonly SchemaSearch _search = new(scope.Library);
    private readonly CompatibilityQuestion _question = new(scope.Library, scope.Options.Comparison);
    private readonly TagEditing _tags = new(scope.Library);

    /// <summary>
    /// <list type="number">
    /// <item>The rules and the subject's name must be legal.</item>
    /// <item>What the subject has already is answered, whatever the mode; unless the config adds to schemas, or the
    /// request has tags.</item>
    /// <item>The mode must allow it.</item>
    /// <item>What the request leaves out is filled in, from the latest version and the config; tags are edited.</item>
    /// <item>The text is read; it must not refer to what a resource owns; what the subject has in this form is
    /// answered.</item>
    /// <item>It must be compatible, unless copies are taken or it is forced.</item>
    /// <item>A version that was asked for must be the next one, unless copies are taken.</item>
    /// </list>
    /// </summary>
    /// <exception cref="RegistryException">One of these fails.</exception>
    public RegistrationPlan Prepare(IRegistryView view, QualifiedSubject subject, SchemaRequest sent)
    {
        var request = sent;
        RuleSetRules.Check(request.RuleSet);
        if (!SubjectRules.IsValidSubject(subject) || (scope.Options.RejectsEmptySubject && subject.Name is "" or "*"))
            throw new RegistryException(RegistryErrorCode.InvalidSubject) { Text = subject.ToString() };

        // Noted before anything is read that is decided by: what changes in between must fail the plan.
        var premises = Premises(view, subject, request);
        var setting = RegistrationSetting.Read(view, subject, scope.Options);
        var reading = new RequestReading(scope.Library, setting, request);
        if (!setting.Config.AddsToSchemas && request.Tagging is null
            && _lookup.Find(view, setting, reading) is { } registered)
            return new RegistrationPlan(sent, registered.Candidate, registered.Match, 0, premises);

        CheckMode(setting.Mode, subject, request);
        var latest = setting.State?.Latest?.Content;
        if (string.IsNullOrWhiteSpace(request.Text))
            request = Fill(request, setting, latest);
        request = _tags.Apply(view, setting, request);
        if (!ReferenceEquals(request, sent))
            reading = new RequestReading(scope.Library, setting, request);

        var next = (setting.State?.HighestVersion ?? 0) + 1;
        var candidate = reading.ReadToRegister(view);
        CheckReferences(view, subject, candidate.References);
        if (!setting.TakesCopies)
        {
            candidate = SchemaCompletion.Complete(candidate, latest, setting.Config);
            candidate = SchemaCompletion.WithVersion(candidate, request.Version, next);
        }

        CheckSize(candidate);
        if (request.Version is null or 0 && FindKnown(view, subject, request, candidate) is { } known)
            return new RegistrationPlan(sent, candidate, known, 0, premises);
        if (!setting.TakesCopies && !request.Force)
            CheckCompatible(view, setting, candidate);
        return new RegistrationPlan(sent, candidate, null, VersionOf(request, setting, next), premises);
    }

    /// <summary>
    /// Assigns the id and adds the version; all that can fail is an id that stands for something else, and a reference
    /// to a subject that a resource took meanwhile.
    /// </summary>
    public RegisterAnswer Decide(GateTransaction transaction, QualifiedSubject subject, RegistrationPlan plan)
    {
        var view = transaction.State;
        if (plan.Existing is { } existing)
            return Answer(subject, existing);

        CheckReferences(view, subject, plan.Candidate.References);
        var (id, _) = ChooseId(view, subject, plan);
        var entry = view.ById(subject.Context, id);
        RemoveSuperseded(transaction, subject, plan.Version, id);
        var content = entry?.Content ?? transaction.AddContent(plan.Candidate, plan.Candidate.Identity);
        if (entry is null)
        {
            scope.Library.Texts.Add(content.ContentId, plan.Candidate.Text);
            scope.Library.Remember(content, plan.Candidate.Parsed);
        }

        transaction.AddVersion(subject, plan.Version, id, content);
        var version = view.Subject(subject)!.Find(plan.Version)!;
        return new RegisterAnswer(new StoredSchema(subject, version, plan.Candidate.Text), Matching: null);
    }

    /// <summary>What <see cref="Decide"/> would do now.</summary>
    /// <exception cref="RegistryException">The id stands for something else.</exception>
    public static RegistrationForecast Foresee(IRegistryView view, QualifiedSubject subject, RegistrationPlan plan)
    {
        var (type, text) = (plan.Candidate.Parsed.Type, plan.Candidate.Text);
        if (plan.Existing is { } existing)
        {
            var found = existing.Version;
            return new RegistrationForecast(
                subject,
                found.Version,
                found.Id,
                found.Content.Identity,
                type,
                text,
                existing.Matching == SchemaMatching.Identity
                    ? ForecastReason.SameInSubject
                    : ForecastReason.EquivalentInSubject);
        }

        var (id, reason) = ChooseId(view, subject, plan);
        return new RegistrationForecast(subject, plan.Version, id, plan.Candidate.Identity, type, text, reason);
    }

    private static (int Id, ForecastReason Reason) ChooseId(
        IRegistryView view, QualifiedSubject subject, RegistrationPlan plan)
    {
        var identity = plan.Candidate.Identity;
        var (id, reason) = plan.Request.Id is { } given and >= 0 ? (given, ForecastReason.GivenId)
            : view.ByIdentity(subject.Context, identity) is { } known ? (known, ForecastReason.SameInContext)
            : (checked(view.HighestId(subject.Context) + 1), ForecastReason.NewSchema);
        return view.ById(subject.Context, id) is { } entry && entry.Content.Identity != identity
            ? throw new RegistryException(RegistryErrorCode.IdTaken) { Subject = subject, Id = id }
            : (id, reason);
    }

    /// <summary>The answer for a version that the subject has.</summary>
    public RegisterAnswer Answer(QualifiedSubject subject, SchemaMatch match) =>
        new(
            new StoredSchema(subject, match.Version, scope.Library.Texts.Get(match.Version.Content)),
            match.Matching);

    private SchemaRequest Fill(SchemaRequest request, RegistrationSetting setting, SchemaContent? latest)
    {
        if (latest is null || setting.TakesCopies)
            throw new RegistryException(RegistryErrorCode.EmptySchema) { Subject = setting.Subject };
        return request with
        {
            Text = scope.Library.Texts.Get(latest),
            TypeName = latest.Type.ToName(),
            References = latest.References,
        };
    }

    /// <summary>
    /// By identity, else the newest equivalent one, of the id that is given or that the identity has.
    /// </summary>
    private SchemaMatch? FindKnown(
        IRegistryView view, QualifiedSubject subject, SchemaRequest request, SchemaCandidate candidate)
    {
        int? id = request.Id is { } given and >= 0 ? given : null;
        if (view.ByIdentity(subject.Context, candidate.Identity) is { } known && (id is null || id == known))
        {
            if (SchemaSearch.FindSame(view, subject, candidate, DeletedVersions.Excluded) is { } same)
                return new SchemaMatch(same, SchemaMatching.Identity);
            id = known;
        }

        var equivalent = _search.FindEquivalent(
            view, subject, candidate, version => !version.IsDeleted && (id is null || id == version.Id));
        return equivalent is null ? null : new SchemaMatch(equivalent, SchemaMatching.Equivalence);
    }

    /// <summary>A subject that a resource owns goes with it, so that no other schema may need it.</summary>
    private static void CheckReferences(
        IRegistryView view, QualifiedSubject subject, IReadOnlyList<SchemaReference> references)
    {
        foreach (var reference in references)
        {
            var target = QualifiedSubject.Parse(reference.Subject, subject.Context);
            if (view.AssociationsOfSubject(target).Any(found => found.Lifecycle == AssociationLifecycle.Strong))
                throw new RegistryException(RegistryErrorCode.StronglyAssociatedReference)
                {
                    Subject = target,
                    Text = reference.Subject,
                };
        }
    }

    private void CheckSize(SchemaCandidate candidate)
    {
        if (candidate.Text.Length > scope.Options.MaxSchemaCharacters)
            throw new RegistryException(RegistryErrorCode.SchemaTooLarge);
    }

    private static int VersionOf(SchemaRequest request, RegistrationSetting setting, int next)
    {
        if (request.Version is not { } wanted || wanted <= 0)
            return next;
        return setting.TakesCopies || wanted == next
            ? wanted
            : throw new RegistryException(RegistryErrorCode.VersionNotNext)
            {
                Subject = setting.Subject,
                Version = wanted,
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

    private void CheckCompatible(IRegistryView view, RegistrationSetting setting, SchemaCandidate candidate)
    {
        var versions = setting.State?.Versions.Where(version => !version.IsDeleted).ToList() ?? [];
        var report = _question.Ask(view, setting.Subject, candidate, versions, setting.Config);
        if (!report.IsCompatible)
            throw new RegistryException(RegistryErrorCode.Incompatible)
            {
                Subject = setting.Subject,
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
