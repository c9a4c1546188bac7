namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// The reserved-field rule (<c>validateFields</c>): names in the metadata property <see cref="PropertyName"/> of the
/// latest version must stay listed, and no top-level field may have one of the candidate's reserved names. It holds at
/// every level.
/// </summary>
public static class ReservedFields
{
    public const string PropertyName = "confluent:reserved";

    /// <summary>The rule of a name that is listed no more.</summary>
    public const string RemovedRule = "RESERVED_PROPERTY_REMOVED";

    /// <summary>The rule of a field that has a reserved name.</summary>
    public const string ConflictRule = "RESERVED_PROPERTY_CONFLICTS_WITH_PROPERTY";

    /// <param name="candidate">The schema that is to become the next version.</param>
    /// <param name="reserved">The property's value of the candidate, or null.</param>
    /// <param name="previouslyReserved">The property's value of the latest version, or null.</param>
    /// <returns>With the messages of the API; empty when the rule holds.</returns>
    public static IReadOnlyList<ExplainedIncompatibility> Check(
        ParsedSchema candidate, string? reserved, string? previouslyReserved)
    {
        var now = Split(reserved);
        var removed = Split(previouslyReserved).Except(now).Select(name => Removed(name, candidate));
        return [.. removed, .. now.Intersect(candidate.TopLevelFields).Select(Conflict)];
    }

    /// <summary>Listing a name again helps only where no field has it.</summary>
    private static ExplainedIncompatibility Removed(string name, ParsedSchema candidate) =>
        new(
            RemovedRule,
            $"The new schema has reserved field {name} removed from its metadata which is present in the old schema's metadata.")
        {
            Suggestion = candidate.TopLevelFields.Contains(name)
                ? null
                : $"Keep '{name}' in the metadata property {PropertyName}.",
        };

    private static ExplainedIncompatibility Conflict(string name) =>
        new(ConflictRule, $"The new schema has field that conflicts with the reserved field {name}.");

    /// <summary>The names in a value of the property, or in none.</summary>
    public static IReadOnlyList<string> NamesIn(string? reserved) => Split(reserved);

    private static string[] Split(string? names) =>
        names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
