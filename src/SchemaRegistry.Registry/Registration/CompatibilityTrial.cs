using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Tells what a registration would say of a schema's compatibility, without registering it.</summary>
internal sealed class CompatibilityTrial(RegistryScope scope)
{
    private readonly CandidateReading _reading = new(scope.Library);
    private readonly CompatibilityQuestion _question = new(scope.Library, scope.Options.Comparison);

    /// <param name="subject">In that very context.</param>
    /// <param name="request">Its version and id do not count.</param>
    /// <param name="selector">The one version to compare with; null compares as a registration does.</param>
    /// <param name="explains">Whether the report explains what it finds, which takes longer.</param>
    /// <exception cref="RegistryException">The schema is not valid, or the version is not there.</exception>
    public CompatibilityReport Run(
        QualifiedSubject subject, SchemaRequest request, VersionSelector? selector, bool explains)
    {
        var setting = RegistrationSetting.Read(scope.State, subject, scope.Options);
        var parsing = setting.Config.ValidateNewSchemas == true ? SchemaParsing.New : SchemaParsing.Checked;
        var rules = setting.Rules(request, parsing, ReferenceTargets.Active);
        var compared = Compared(setting, selector);
        var candidate = _reading.Read(scope.State, subject, request, rules);
        var report = _question.Ask(scope.State, subject, candidate, compared, setting.Config);
        if (!explains || report.FailedVersion is not { } failed)
            return report;
        var rule = _question.RuleOf(setting.Config);
        var examined = CompatibilityQuestion.Compared(compared, candidate, setting.Config, rule.Level).ToList();
        var dispute = new DisputedText(candidate, request.Text ?? "", rules.Parsing);
        var explanation = new DisputeExplanation(scope.Library, scope.State, subject);
        return report with
        {
            Explanations =
            [
                .. report.Explanations,
                .. explanation.Explain(dispute, rule, examined, failed),
            ],
        };
    }

    private static IReadOnlyList<SubjectVersion> Compared(RegistrationSetting setting, VersionSelector? selector)
    {
        var state = setting.State;
        if (selector is not { } wanted)
            return state?.Versions.Where(version => !version.IsDeleted).ToList() ?? [];
        if (wanted.IsLatest)
            return state?.Latest is { } latest ? [latest] : [];
        return state?.Find(wanted.Number!.Value) is { IsDeleted: false } version
            ? [version]
            : throw new RegistryException(RegistryErrorCode.VersionNotFound)
            {
                Subject = setting.Subject,
                Version = wanted.Number!.Value,
            };
    }
}
