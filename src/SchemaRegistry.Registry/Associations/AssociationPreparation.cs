using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Associations;

/// <summary>
/// Holds one write to the rules, against a state that may move on meanwhile, and prepares the registrations that go
/// with it. The order of the rules is that of the API. Belongs to one attempt.
/// </summary>
internal sealed class AssociationPreparation
{
    private readonly Dictionary<string, RegistrationPlan?> _registrations = [];
    private readonly Dictionary<string, RegistryException> _incompatible = [];
    private readonly SchemaRegistration _registration;
    private readonly IRegistryView _state;
    private readonly WatchedView _view;
    private readonly AssociationWrite _write;
    private readonly AssociatedResource _resource;

    /// <exception cref="RegistryException">The resource is not named as it must be.</exception>
    public AssociationPreparation(SchemaRegistration registration, IRegistryView state, AssociationWrite write)
    {
        _registration = registration;
        _state = state;
        _view = new WatchedView(state);
        _write = write;
        _resource = AssociationChecks.Check(write.Resource, write.IsDryRun);
    }

    /// <summary>
    /// Whether what was read so far is still so; if not, neither a plan nor a refusal holds of one moment.
    /// </summary>
    public bool Holds(IRegistryView view) => _view.Premises.All(premise => premise.Holds(view));

    /// <summary>
    /// <list type="number">
    /// <item>The request must be sound by itself.</item>
    /// <item>Each entry must fit what its resource has.</item>
    /// <item>All associations of a resource must have one lifecycle.</item>
    /// <item>Each subject must be free for it, and have a schema or get one.</item>
    /// <item>The schemas must be such that they can be registered.</item>
    /// </list>
    /// </summary>
    /// <exception cref="RegistryException">A rule is broken, or a schema can not be registered.</exception>
    public AssociationPlan Run()
    {
        AssociationChecks.CheckKinds(_write.Entries?.Select(entry => entry.Kind).ToList());
        var entries = _write.Entries!.Select(entry => AssociationChecks.Check(entry, _write.Kind)).ToList();
        var present = FindPresent();
        var drafts = entries
            .Select(entry => Draft(entry, present.FirstOrDefault(association => association.Kind == entry.Kind)))
            .ToList();
        CheckOneLifecycle(present, drafts);
        foreach (var draft in drafts)
            CheckSubject(draft, drafts);
        var planned = drafts
            .Select(draft => new PlannedAssociation(
                draft.Kind,
                draft.Subject,
                draft.Lifecycle,
                draft.IsThere,
                draft.Entry.Schema is null ? null : RegistrationOf(draft) ?? throw Incompatible(draft)))
            .ToList();
        return new AssociationPlan(_resource, planned, _view.Premises);
    }

    /// <summary>
    /// What the resource has. One without an id is looked for by its name; of several that had the name the one that
    /// was written last counts.
    /// </summary>
    private IReadOnlyList<Association> FindPresent()
    {
        if (!string.IsNullOrEmpty(_resource.Id))
            return _view.AssociationsOfResource(_resource.Id);
        var named = _view.AssociationsNamed(_resource.Name)
            .Where(association => association.Resource.Namespace == _resource.Namespace)
            .ToList();
        var last = named
            .OrderBy(association => association.TimestampMs)
            .ThenBy(association => association.Resource.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return [.. named.Where(association => association.Resource.Id == last!.Resource.Id).Order()];
    }

    private AssociationDraft Draft(AssociationEntry entry, Association? existing)
    {
        if (existing is null)
            entry = AssociationChecks.Complete(entry, _write.Kind);
        var own = _resource.OwnSubject(entry.Kind!);
        var lifecycle = entry.Lifecycle ?? existing!.Lifecycle;
        var subject = FindSubject(entry, existing, own);
        CheckWritable(subject);
        var draft = new AssociationDraft(entry, subject, lifecycle, existing);
        CheckLifecycle(draft, own);
        if (existing is null)
            CheckNew(draft);
        else
            CheckPresent(draft, existing);
        return draft;
    }

    private QualifiedSubject FindSubject(AssociationEntry entry, Association? existing, QualifiedSubject own)
    {
        if (entry.Subject is not { } text)
            return existing?.Subject ?? (entry.Lifecycle == AssociationLifecycle.Strong
                ? own
                : throw AssociationRefusals.Invalid("subject", "must be provided for WEAK associations"));
        var subject = QualifiedSubject.Parse(text, _write.Context);
        var alias = subject.IsContext ? null : _view.Config(subject)?.Alias;
        return string.IsNullOrEmpty(alias) ? subject : QualifiedSubject.Parse(alias, subject.Context);
    }

    private void CheckWritable(QualifiedSubject subject)
    {
        if (!SubjectRules.IsValidSubject(subject))
            throw new RegistryException(RegistryErrorCode.InvalidSubject) { Text = subject.ToString() };
        if (EffectiveSettings.Mode(_view, subject) is RegistryMode.ReadOnly or RegistryMode.ReadOnlyOverride)
            throw AssociationRefusals.Of(RegistryErrorCode.AssociationReadOnly, subject);
    }

    private static void CheckLifecycle(AssociationDraft draft, QualifiedSubject own)
    {
        var (entry, lifecycle) = (draft.Entry, draft.Lifecycle);
        if (lifecycle == AssociationLifecycle.Weak && entry.Schema is not null)
            throw AssociationRefusals.Invalid("lifecycle", "cannot be WEAK when schema is provided");
        if (lifecycle == AssociationLifecycle.Weak && draft.Subject == own)
            throw AssociationRefusals.Invalid("subject", $"WEAK associations cannot use subject '{own}'");
        var isFrozen = entry.IsFrozen ?? draft.Existing?.IsFrozen ?? false;
        if (isFrozen != (lifecycle == AssociationLifecycle.Strong))
            throw AssociationRefusals.Invalid(
                "frozen",
                $"association with lifecycle of {lifecycle.ToName()} cannot be frozen={(isFrozen ? "true" : "false")}");
        if ((draft.Existing?.IsFrozen ?? isFrozen) && draft.Subject != own)
            throw AssociationRefusals.Invalid("subject", $"frozen associations must use subject '{own}'");
    }

    /// <summary>
    /// A resource takes its own subject with its first schema; where copies are taken, both come as they are.
    /// </summary>
    private void CheckNew(AssociationDraft draft)
    {
        if (draft.Lifecycle == AssociationLifecycle.Weak || IsCopied(draft.Subject))
            return;
        if (_write.Kind == AssociationWriteKind.Upsert)
            throw AssociationRefusals.Invalid(
                "lifecycle",
                "cannot be STRONG when creating an association; STRONG associations must be created with the topic");
        if (draft.Entry.Schema is null)
            throw AssociationRefusals.Invalid("schema", "schema must be provided when creating a frozen association");
        if (_view.Subject(draft.Subject)?.Latest is { } latest && (latest.Version != 1 || !IsRegistered(draft)))
            throw AssociationRefusals.Invalid(
                "frozen", "cannot create a frozen association when schemas already exist in the subject");
    }

    private void CheckPresent(AssociationDraft draft, Association existing)
    {
        var isCreate = _write.Kind == AssociationWriteKind.Create;
        if (draft.IsThere)
        {
            if (isCreate && draft.Entry.Schema is not null && !IsRegistered(draft))
                throw AssociationRefusals.Exists(existing);
            return;
        }

        if (isCreate)
            throw AssociationRefusals.Exists(existing);
        if (draft.Entry.Lifecycle is null && draft.Entry.Schema is null)
            throw AssociationRefusals.Invalid(
                "lifecycle", "at least lifecycle or schema must be provided for update");
        if (draft.Subject != existing.Subject)
            throw AssociationRefusals.Invalid(
                "subject",
                $"subject of association cannot be changed from '{existing.Subject}' to '{draft.Subject}'");
        if ((draft.Entry.IsFrozen ?? existing.IsFrozen) != existing.IsFrozen)
            throw AssociationRefusals.Invalid("frozen", "frozen attribute of association cannot be changed");
        throw AssociationRefusals.Frozen(existing);
    }

    private static void CheckOneLifecycle(IReadOnlyList<Association> present, IReadOnlyList<AssociationDraft> drafts)
    {
        var kept = present
            .Where(association => drafts.All(draft => draft.Kind != association.Kind))
            .Select(association => (association.Kind, association.Lifecycle));
        var all = kept.Concat(drafts.Select(draft => (draft.Kind, draft.Lifecycle)))
            .OrderBy(pair => pair.Kind, StringComparer.Ordinal)
            .ToList();
        if (all.DistinctBy(pair => pair.Lifecycle).Count() > 1)
            throw AssociationRefusals.Invalid(
                "lifecycle",
                "all associations for a resource must have the same lifecycle, but got "
                    + string.Join(", ", all.Select(pair => $"{pair.Kind}={pair.Lifecycle.ToName()}")));
    }

    /// <summary>
    /// A subject has one strong association or any number of weak ones; one that is referred to has no strong one.
    /// </summary>
    private void CheckSubject(AssociationDraft draft, IReadOnlyList<AssociationDraft> all)
    {
        var subject = draft.Subject;
        CheckCopied(draft);
        var state = _view.Subject(subject);
        if (draft.Entry.Schema is null && state?.Latest is null)
            throw AssociationRefusals.Of(RegistryErrorCode.NoActiveVersion, subject);
        var others = _view.AssociationsOfSubject(subject)
            .Where(other => other.Kind != draft.Kind || other.Resource.Id != draft.Existing?.Resource.Id)
            .ToList();
        if (draft.Lifecycle == AssociationLifecycle.Weak)
        {
            if (others.Exists(other => other.Lifecycle == AssociationLifecycle.Strong))
                throw AssociationRefusals.Of(RegistryErrorCode.StrongAssociationExists, subject);
            return;
        }

        if (others.Count > 0)
            throw AssociationRefusals.Of(RegistryErrorCode.AssociationOfSubjectExists, subject);
        var isReferenced = state?.Versions.Any(version =>
            _view.Referrers(new SchemaHolder(subject, version.Version)).Count > 0) == true;
        if (isReferenced || all.Any(other => RefersTo(other, subject)))
            throw AssociationRefusals.Of(RegistryErrorCode.AssociatedSubjectReferenced, subject);
    }

    private static bool RefersTo(AssociationDraft draft, QualifiedSubject subject) =>
        draft.Entry.Schema?.References.Any(
            reference => QualifiedSubject.Parse(reference.Subject ?? "", draft.Subject.Context) == subject) == true;

    private bool IsCopied(QualifiedSubject subject) => EffectiveSettings.Mode(_view, subject) == RegistryMode.Import;

    private void CheckCopied(AssociationDraft draft)
    {
        if (draft.Entry.Schema is not null && IsCopied(draft.Subject))
            throw AssociationRefusals.Invalid(
                "schema", $"cannot be provided while subject '{draft.Subject}' is in IMPORT mode");
    }

    private RegistryException Incompatible(AssociationDraft draft) =>
        new(RegistryErrorCode.AssociationIncompatible)
        {
            Subject = draft.Subject,
            Details = _incompatible[draft.Kind].Details,
        };

    private bool IsRegistered(AssociationDraft draft) => RegistrationOf(draft)?.Existing is not null;

    /// <summary>The registration of a draft's schema; null when the schema is incompatible with those before.</summary>
    private RegistrationPlan? RegistrationOf(AssociationDraft draft)
    {
        if (_registrations.TryGetValue(draft.Kind, out var known))
            return known;
        CheckCopied(draft);
        RegistrationPlan? plan;
        try
        {
            plan = _registration.Prepare(_state, draft.Subject, draft.Entry.Schema!);
        }
        catch (RegistryException e) when (e.Code == RegistryErrorCode.Incompatible)
        {
            _incompatible[draft.Kind] = e;
            plan = null;
        }

        _registrations[draft.Kind] = plan;
        return plan;
    }
}
