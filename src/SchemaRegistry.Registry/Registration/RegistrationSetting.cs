using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>What holds for a subject at the moment: its versions, its effective config and mode.</summary>
internal sealed record RegistrationSetting(
    QualifiedSubject Subject, SubjectState? State, RegistryConfig Config, RegistryMode Mode)
{
    /// <summary>Whether schemas come with their ids from another registry, and are taken as they are.</summary>
    public bool TakesCopies => Mode is RegistryMode.Import or RegistryMode.Forward;

    public static RegistrationSetting Read(IRegistryView view, QualifiedSubject subject, RegistryOptions options) =>
        new(
            subject,
            view.Subject(subject),
            EffectiveSettings.ActingConfig(view, subject, options),
            EffectiveSettings.Mode(view, subject));

    /// <summary>How the request's schema is read here; copies are taken without looking at their fields.</summary>
    public ReadingRules Rules(SchemaRequest request, SchemaParsing parsing, ReferenceTargets targets) =>
        new(parsing, targets, Normalizes(request), !TakesCopies && Config.ValidateFields == true);

    /// <summary>Whether a text is normalized; copies never are, even when the request asks.</summary>
    public bool Normalizes(SchemaRequest request) =>
        !TakesCopies && (request.Normalize || Config.Normalize == true);
}
