namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// The reserved-field rule (<c>validateFields</c>): names in the metadata property <see cref="PropertyName"/> of the
/// latest version must stay listed, and no top-level field may have one of the candidate's reserved names. It holds at
/// every level.
/// </summary>
public static class ReservedFields
{
    public const string PropertyName = "confluent:reserved";

    /// <param name="candidate">The schema that is to become the next version.</param>
    /// <param name="reserved">The property's value of the candidate, or null.</param>
    /// <param name="previouslyReserved">The property's value of the latest version, or null.</param>
    /// <returns>The messages of the API; empty when the rule holds.</returns>
    public static IReadOnlyList<string> Check(ParsedSchema candidate, string? reserved, string? previouslyReserved)
    {
        var now = Split(reserved);
        var removed = Split(previouslyReserved)
            .Except(now)
            .Select(name => $"The new schema has reserved field {name} removed from its metadata "
                + "which is present in the old schema's metadata.");
        var conflicts = now
            .Intersect(candidate.TopLevelFields)
            .Select(name => $"The new schema has field that conflicts with the reserved field {name}.");
        return [.. removed, .. conflicts];
    }

    private static string[] Split(string? names) =>
        names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
