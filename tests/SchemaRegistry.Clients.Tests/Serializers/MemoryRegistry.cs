using System.Diagnostics.CodeAnalysis;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Clients.Tests.Serializers;

/// <summary>A registry in memory that counts how often it is asked.</summary>
internal sealed class MemoryRegistry : ISchemaRegistryClient
{
    private readonly List<SchemaDefinition> _schemas = [];
    private readonly Dictionary<string, List<int>> _ids = [];

    public int Calls { get; private set; }

    /// <summary>Whether a registration answers the version, as registries do from 8.0 on.</summary>
    public bool AnswersVersions { get; init; } = true;

    /// <summary>Of registrations and lookups, in their order.</summary>
    public List<string> Subjects { get; } = [];

    public List<SchemaNormalization> Normalizations { get; } = [];

    public static Guid GuidOf(int id) => new($"89791762-2336-4186-9674-299b90a80{id:x3}");

    /// <summary>Registers a text, with the id of its place: 1, 2, 3 …</summary>
    public int Add(string subject, string text, params SchemaReference[] references) =>
        Add(subject, new SchemaDefinition(SchemaType.Avro, text) { References = references });

    public int Add(string subject, SchemaDefinition schema)
    {
        var index = _schemas.FindIndex(known => known.Text == schema.Text);
        if (index < 0)
        {
            index = _schemas.Count;
            _schemas.Add(schema);
        }

        if (!_ids.TryGetValue(subject, out var ids))
            _ids[subject] = ids = [];
        if (!ids.Contains(index + 1))
            ids.Add(index + 1);
        return index + 1;
    }

    public async ValueTask<RegisteredSchema> GetByIdAsync(int id, string? subject, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        return Find(id);
    }

    public async ValueTask<RegisteredSchema> GetByGuidAsync(Guid guid, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        return Find(Enumerable.Range(1, _schemas.Count).FirstOrDefault(id => GuidOf(id) == guid));
    }

    public async ValueTask<RegisteredSchema> GetVersionAsync(
        string subject, int version, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        return Find(_ids[subject][version - 1]);
    }

    public async ValueTask<RegisteredSchema> GetLatestAsync(string subject, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        return Find(_ids[subject][^1]);
    }

    public async ValueTask<RegisteredSchema> RegisterAsync(
        string subject, SchemaDefinition schema, SchemaNormalization normalization, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        Subjects.Add(subject);
        Normalizations.Add(normalization);
        return InSubject(subject, Add(subject, schema), AnswersVersions);
    }

    public async ValueTask<RegisteredSchema> LookUpAsync(
        string subject, SchemaDefinition schema, SchemaNormalization normalization, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        Subjects.Add(subject);
        Normalizations.Add(normalization);
        return InSubject(subject, _schemas.FindIndex(known => known.Text == schema.Text) + 1, isVersionTold: true);
    }

    public async ValueTask<ReferenceSet> GetReferencesAsync(
        SchemaDefinition schema, CancellationToken cancellationToken)
    {
        var found = new List<ResolvedReference>();
        foreach (var reference in schema.References)
        {
            var target = (await GetVersionAsync(reference.Subject, reference.Version, cancellationToken)).Definition;
            found.AddRange((await GetReferencesAsync(target, cancellationToken)).Resolved);
            found.Add(new ResolvedReference(reference.Name, target.Text));
        }

        return new ReferenceSet([.. found.DistinctBy(reference => reference.Name)]);
    }

    public bool TryGetById(int id, string? subject, [NotNullWhen(true)] out RegisteredSchema? schema)
    {
        schema = null;
        return false;
    }

    public Task<IReadOnlyList<string>> ListSubjectsAsync(CancellationToken cancellationToken) => throw NotAsked();

    public Task<IReadOnlyList<int>> ListVersionsAsync(string subject, CancellationToken cancellationToken) =>
        throw NotAsked();

    public Task<CompatibilityAnswer> CheckAsync(
        string subject, SchemaDefinition schema, CancellationToken cancellationToken) => throw NotAsked();

    public Task SetCompatibilityAsync(string subject, string level, CancellationToken cancellationToken) =>
        throw NotAsked();

    public Task<IReadOnlyList<int>> DeleteSubjectAsync(string subject, CancellationToken cancellationToken) =>
        throw NotAsked();

    private static InvalidOperationException NotAsked() => new("No serializer asks this.");

    private RegisteredSchema InSubject(string subject, int id, bool isVersionTold)
    {
        var version = isVersionTold ? _ids.GetValueOrDefault(subject, []).IndexOf(id) + 1 : 0;
        return Find(id) with { Subject = subject, Version = version > 0 ? version : null };
    }

    private RegisteredSchema Find(int id) =>
        id > 0 && id <= _schemas.Count
            ? new RegisteredSchema(id, _schemas[id - 1]) { Guid = GuidOf(id) }
            : throw new KeyNotFoundException($"Schema {id} not found.");

    private async Task Answer(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls++;
        await Task.Yield();
    }
}
