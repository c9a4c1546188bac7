namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// Puts a candidate to a level: picks the versions and directions, and composes the messages. Pure; the caller has already
/// narrowed the versions to those that count (active, and of the candidate's compatibility group).
/// </summary>
public static class CompatibilityCheck
{
    /// <param name="earlier">Sorted by version, ascending; may be empty.</param>
    /// <param name="validateFields">Only printed in the last message.</param>
    public static CompatibilityReport Run(
        ISchemaFormat format,
        ParsedSchema candidate,
        IReadOnlyList<EarlierVersion> earlier,
        CompatibilityLevel level,
        bool validateFields) => throw new InvalidOperationException("Levels are not wired yet.");
}
