using System.Diagnostics.CodeAnalysis;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Client;

/// <summary>
/// A schema registry, asked over HTTP, with what it answered remembered. Works with every registry that speaks
/// Confluent's API. Any thread may use it; make one per registry and process. Cancelling ends the waiting of one
/// caller; a request that others wait for goes on. Every method that asks throws <see cref="SchemaRegistryException"/>
/// when the registry refuses or does not answer.
/// </summary>
public interface ISchemaRegistryClient
{
    /// <summary>Finds a schema that was asked for before, without asking: no lock, no task, no allocation.</summary>
    /// <param name="id">The id, above 0.</param>
    /// <param name="subject">The subject whose context the id belongs to, or null for the default context.</param>
    /// <param name="schema">The schema, when the result is true.</param>
    /// <returns>False when the registry must be asked.</returns>
    bool TryGetById(int id, string? subject, [NotNullWhen(true)] out RegisteredSchema? schema);

    /// <summary>The schema of an id.</summary>
    /// <param name="id">The id, above 0.</param>
    /// <param name="subject">The subject whose context the id belongs to, or null for the default context.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> GetByIdAsync(
        int id, string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>The schema of a GUID.</summary>
    /// <param name="guid">The GUID, as a header carries it.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> GetByGuidAsync(Guid guid, CancellationToken cancellationToken = default);

    /// <summary>Registers a schema, or finds that the subject has it.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="normalization">Whether the registry normalizes the text first.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> RegisterAsync(
        string subject,
        SchemaDefinition schema,
        SchemaNormalization normalization = SchemaNormalization.AsWritten,
        CancellationToken cancellationToken = default);

    /// <summary>The version of a subject that has a schema.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="normalization">Whether the registry looks for the normalized text.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> LookUpAsync(
        string subject,
        SchemaDefinition schema,
        SchemaNormalization normalization = SchemaNormalization.AsWritten,
        CancellationToken cancellationToken = default);

    /// <summary>One version of a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> GetVersionAsync(
        string subject, int version, CancellationToken cancellationToken = default);

    /// <summary>
    /// The latest version of a subject, at most <see cref="SchemaRegistryClientOptions.LatestMaxAge"/> old.
    /// </summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<RegisteredSchema> GetLatestAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>The texts behind a schema's references, directly and indirectly; asks for each once.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    ValueTask<ReferenceSet> GetReferencesAsync(SchemaDefinition schema, CancellationToken cancellationToken = default);

    /// <summary>The subjects, as the registry orders them. Not remembered.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<IReadOnlyList<string>> ListSubjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>The versions of a subject, ascending. Not remembered.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<IReadOnlyList<int>> ListVersionsAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Whether a schema could become the next version of a subject. Not remembered.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<CompatibilityAnswer> CheckAsync(
        string subject, SchemaDefinition schema, CancellationToken cancellationToken = default);

    /// <summary>Sets the compatibility level of a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="level">The level's name, such as <c>FULL</c>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task SetCompatibilityAsync(string subject, string level, CancellationToken cancellationToken = default);

    /// <summary>Deletes all versions of a subject, softly, and returns their numbers.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<IReadOnlyList<int>> DeleteSubjectAsync(string subject, CancellationToken cancellationToken = default);
}
