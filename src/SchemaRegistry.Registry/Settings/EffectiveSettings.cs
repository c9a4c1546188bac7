using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Settings;

/// <summary>
/// Which settings hold for a scope. A subject's own config takes a few members from the global one when it leaves them
/// out, but not the level, which then is the server's; without one of its own the config of its context, else the one
/// behind all, holds whole. Of modes the most specific one holds.
/// </summary>
internal static class EffectiveSettings
{
    public static RegistryConfig Config(IRegistryView view, QualifiedSubject scope, RegistryOptions options)
    {
        var found = !scope.IsContext && view.Config(scope) is { } own
            ? Inherit(own, view.Config(QualifiedSubject.Global))
            : view.Config(scope with { Name = "" }) ?? view.Config(QualifiedSubject.SuperGlobal) ?? RegistryConfig.Empty;
        return WithLevel(found, options);
    }

    /// <summary>The same for the rules themselves: checks that no config speaks of are as the operator wants.</summary>
    public static RegistryConfig ActingConfig(IRegistryView view, QualifiedSubject scope, RegistryOptions options)
    {
        var config = Config(view, scope, options);
        return config with
        {
            ValidateFields = config.ValidateFields ?? options.ValidatesFields,
            ValidateNewSchemas = config.ValidateNewSchemas ?? options.ValidatesNewSchemas,
        };
    }

    public static RegistryConfig WithLevel(RegistryConfig config, RegistryOptions options) =>
        config.Level is null ? config with { Level = options.DefaultLevel } : config;

    public static RegistryMode Mode(IRegistryView view, QualifiedSubject scope) =>
        (scope.IsContext ? null : view.Mode(scope))
        ?? view.Mode(scope with { Name = "" })
        ?? view.Mode(QualifiedSubject.SuperGlobal)
        ?? RegistryMode.ReadWrite;

    private static RegistryConfig Inherit(RegistryConfig own, RegistryConfig? global) => global is null
        ? own
        : own with
        {
            Normalize = own.Normalize ?? global.Normalize,
            ValidateFields = own.ValidateFields ?? global.ValidateFields,
            ValidateNewSchemas = own.ValidateNewSchemas ?? global.ValidateNewSchemas,
            ValidateRules = own.ValidateRules ?? global.ValidateRules,
            Policy = own.Policy ?? global.Policy,
            Group = own.Group ?? global.Group,
        };
}
