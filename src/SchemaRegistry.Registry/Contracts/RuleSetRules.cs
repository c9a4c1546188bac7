namespace SchemaRegistry.Registry.Contracts;

/// <summary>
/// What a rule set must be, with the API's texts: names are unique over its three lists and well formed, every rule has
/// a type, and a list takes only the modes that belong to it.
/// </summary>
internal static class RuleSetRules
{
    private const int MaxNameLength = 256;

    private static readonly string[] MigrationModes = ["UPGRADE", "DOWNGRADE", "UPDOWN"];
    private static readonly string[] PayloadModes = ["WRITE", "READ", "WRITEREAD"];

    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidRuleSet"/>.</exception>
    public static void Check(SchemaRuleSet? rules)
    {
        if (rules is not null && FindProblem(rules) is { } problem)
            throw new RegistryException(RegistryErrorCode.InvalidRuleSet) { Text = problem };
    }

    private static string? FindProblem(SchemaRuleSet rules)
    {
        var names = new HashSet<string?>();
        return FindProblem(
                rules.MigrationRules, names, MigrationModes, "Migration rules can only be UPGRADE, DOWNGRADE, UPDOWN")
            ?? FindProblem(rules.DomainRules, names, PayloadModes, "Domain rules can only be WRITE, READ, WRITEREAD")
            ?? FindProblem(
                rules.EncodingRules, names, PayloadModes, "Encoding rules can only be WRITE, READ, WRITEREAD");
    }

    private static string? FindProblem(
        IReadOnlyList<SchemaRule>? rules, HashSet<string?> names, string[] modes, string otherMode)
    {
        foreach (var rule in rules ?? [])
        {
            if (!names.Add(rule.Name))
                return $"Found rule with duplicate name '{rule.Name}'";
            var problem = FindNameProblem(rule.Name)
                ?? (rule.Type is null ? "Missing rule type" : null)
                ?? FindActionProblem(rule)
                ?? (modes.Contains(rule.Mode) ? null : otherMode);
            if (problem is not null)
                return problem;
        }

        return null;
    }

    private static string? FindNameProblem(string? name) => name switch
    {
        null => "Missing rule name",
        "" => "Empty rule name",
        { Length: > MaxNameLength } => "Rule name too long",
        _ when !(char.IsLetter(name[0]) || name[0] == '_') => $"Illegal initial character in rule name: {name}",
        _ when name.Any(c => !(char.IsLetterOrDigit(c) || c is '_' or '-')) => $"Illegal character in rule name: {name}",
        _ => null,
    };

    private static string? FindActionProblem(SchemaRule rule) =>
        rule.Mode is not ("WRITEREAD" or "UPDOWN") && (HasSeveral(rule.OnSuccess) || HasSeveral(rule.OnFailure))
            ? "Multiple actions only valid with WRITEREAD and UPDOWN"
            : null;

    private static bool HasSeveral(string? actions) => actions?.Contains(',') == true;
}
