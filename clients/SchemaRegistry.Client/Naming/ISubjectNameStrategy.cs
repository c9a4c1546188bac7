namespace SchemaRegistry.Client.Naming;

/// <summary>
/// Names the subject that a payload's schema is registered under. Implementations are safe for use from any thread.
/// </summary>
public interface ISubjectNameStrategy
{
    /// <summary>The subject of a payload.</summary>
    /// <param name="context">Where the payload goes to.</param>
    /// <param name="recordName">
    /// The full name of the schema's record, message or title, or null where it has none.
    /// </param>
    /// <returns>The subject's name, not empty.</returns>
    /// <exception cref="ArgumentException">The strategy needs a record name, and there is none.</exception>
    string GetSubject(in SerializationContext context, string? recordName);

    /// <summary>
    /// The subject as far as it is known before the schema is: a deserializer sends it along, so that the registry
    /// looks for the id in the subject's context.
    /// </summary>
    /// <param name="context">Where the payload comes from.</param>
    /// <returns>The subject's name, or null when it depends on the schema.</returns>
    string? GetSubjectOfTopic(in SerializationContext context);
}
