using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Server.Contracts;

/// <summary>
/// Reads PUT /config: a member that is absent stays as it is, null clears it, anything else replaces it.
/// </summary>
internal static class ConfigBody
{
    public static Func<RegistryConfig, RegistryConfig> Read(ApiBody body)
    {
        // Read before the change runs, so that a bad body is refused before anything is queued.
        var level = ReadLevel(body);
        var policy = ReadPolicy(body);
        var given = ReadOthers(body);
        return stored => stored with
        {
            Alias = Pick(body, "alias", given.Alias, stored.Alias),
            AliasForDeks = Pick(body, "aliasForDeks", given.AliasForDeks, stored.AliasForDeks),
            Normalize = Pick(body, "normalize", given.Normalize, stored.Normalize),
            ValidateFields = Pick(body, "validateFields", given.ValidateFields, stored.ValidateFields),
            ValidateNewSchemas = Pick(body, "validateNewSchemas", given.ValidateNewSchemas, stored.ValidateNewSchemas),
            ValidateRules = Pick(body, "validateRules", given.ValidateRules, stored.ValidateRules),
            Level = Pick(body, "compatibility", level, stored.Level),
            Policy = Pick(body, "compatibilityPolicy", policy, stored.Policy),
            Group = Pick(body, "compatibilityGroup", given.Group, stored.Group),
            DefaultMetadata = Pick(body, "defaultMetadata", given.DefaultMetadata, stored.DefaultMetadata),
            OverrideMetadata = Pick(body, "overrideMetadata", given.OverrideMetadata, stored.OverrideMetadata),
            DefaultRuleSet = Pick(body, "defaultRuleSet", given.DefaultRuleSet, stored.DefaultRuleSet),
            OverrideRuleSet = Pick(body, "overrideRuleSet", given.OverrideRuleSet, stored.OverrideRuleSet),
        };
    }

    private static RegistryConfig ReadOthers(ApiBody body) => new()
    {
        Alias = body.Text("alias"),
        AliasForDeks = body.Text("aliasForDeks"),
        Normalize = body.Bool("normalize"),
        ValidateFields = body.Bool("validateFields"),
        ValidateNewSchemas = body.Bool("validateNewSchemas"),
        ValidateRules = body.Bool("validateRules"),
        Group = body.Text("compatibilityGroup"),
        DefaultMetadata = body.Object("defaultMetadata") is { } added ? SchemaRequestBody.ReadMetadata(added) : null,
        OverrideMetadata = body.Object("overrideMetadata") is { } over ? SchemaRequestBody.ReadMetadata(over) : null,
        DefaultRuleSet = body.Object("defaultRuleSet") is { } rules ? SchemaRequestBody.ReadRuleSet(rules) : null,
        OverrideRuleSet = body.Object("overrideRuleSet") is { } overRules ? SchemaRequestBody.ReadRuleSet(overRules) : null,
    };

    private static CompatibilityLevel? ReadLevel(ApiBody body)
    {
        if (body.Text("compatibility") is not { } text)
            return null;
        return CompatibilityLevelNames.TryParse(text, out var level)
            ? level
            : throw new RegistryException(RegistryErrorCode.InvalidCompatibilityLevel) { Text = text };
    }

    /// <summary>
    /// A policy that is not known is stored as none (the API's own behaviour); LOGICAL is refused by its level error.
    /// </summary>
    private static string? ReadPolicy(ApiBody body)
    {
        var text = body.Text("compatibilityPolicy")?.ToUpperInvariant();
        if (text == "LOGICAL")
            throw new RegistryException(RegistryErrorCode.InvalidCompatibilityLevel) { Text = text };
        return CompatibilityPolicyNames.TryParse(text, out var policy) ? policy.ToName() : null;
    }

    private static T? Pick<T>(ApiBody body, string name, T? given, T? stored) => body.Has(name) ? given : stored;
}
