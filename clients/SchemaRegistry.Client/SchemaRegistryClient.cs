using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SchemaRegistry.Client.Caching;
using SchemaRegistry.Client.Http;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Client;

/// <inheritdoc cref="ISchemaRegistryClient"/>
public sealed class SchemaRegistryClient : ISchemaRegistryClient, IDisposable
{
    private readonly RegistryTransport _transport;
    private readonly SchemaRegistryClientOptions _options;
    private readonly SharedCache<(int Id, string? Subject), RegisteredSchema> _byId;
    private readonly SharedCache<Guid, RegisteredSchema> _byGuid;
    private readonly SharedCache<(string Subject, SchemaDefinition Schema, SchemaNormalization),
        RegisteredSchema> _registered;
    private readonly SharedCache<(string Subject, SchemaDefinition Schema, SchemaNormalization),
        RegisteredSchema> _lookedUp;
    private readonly SharedCache<(string Subject, int Version), RegisteredSchema> _versions;
    private readonly SharedCache<string, RegisteredSchema> _latest;

    /// <summary>Creates a client; nothing is asked yet.</summary>
    /// <param name="options">Where the registry is and how to ask it.</param>
    /// <exception cref="ArgumentException">No address was given.</exception>
    public SchemaRegistryClient(SchemaRegistryClientOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal SchemaRegistryClient(SchemaRegistryClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _transport = new RegistryTransport(options, time);
        _byId = new(options.CacheCapacity, time);
        _byGuid = new(options.CacheCapacity, time);
        _registered = new(options.CacheCapacity, time);
        _lookedUp = new(options.CacheCapacity, time);
        _versions = new(options.CacheCapacity, time);
        _latest = new(options.CacheCapacity, time);
    }

    private CacheRule Immutable => new(null, _options.NotFoundMaxAge);

    /// <summary>Creates a client of one address.</summary>
    /// <param name="url">The registry's address.</param>
    public static SchemaRegistryClient Create(string url) =>
        new(new SchemaRegistryClientOptions { Urls = [.. url.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => new Uri(part))] });

    /// <inheritdoc/>
    public bool TryGetById(int id, string? subject, [NotNullWhen(true)] out RegisteredSchema? schema) =>
        _byId.TryGet((id, subject), out schema);

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> GetByIdAsync(
        int id, string? subject = null, CancellationToken cancellationToken = default)
    {
        var query = subject is null ? "" : $"?subject={Escape(subject)}";
        var path = $"/schemas/ids/{id.ToString(CultureInfo.InvariantCulture)}{query}";
        return _byId.TryGet((id, subject), out var known)
            ? ValueTask.FromResult(known)
            : _byId.GetOrAddAsync((id, subject), Immutable, async () => Read(await GetAsync(path)
                .ConfigureAwait(false), id), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> GetByGuidAsync(Guid guid, CancellationToken cancellationToken = default) =>
        _byGuid.GetOrAddAsync(
            guid,
            Immutable,
            async () => Read(await GetAsync($"/schemas/guids/{guid}").ConfigureAwait(false), 0) with { Guid = guid },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> RegisterAsync(
        string subject,
        SchemaDefinition schema,
        SchemaNormalization normalization = SchemaNormalization.AsWritten,
        CancellationToken cancellationToken = default) =>
        _registered.GetOrAddAsync(
            (subject, schema, normalization),
            new CacheRule(null, TimeSpan.Zero),
            () => PostAsync($"/subjects/{Escape(subject)}/versions{Query(normalization)}", subject, schema),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> LookUpAsync(
        string subject,
        SchemaDefinition schema,
        SchemaNormalization normalization = SchemaNormalization.AsWritten,
        CancellationToken cancellationToken = default) =>
        _lookedUp.GetOrAddAsync(
            (subject, schema, normalization),
            Immutable,
            () => PostAsync($"/subjects/{Escape(subject)}{Query(normalization)}", subject, schema),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> GetVersionAsync(
        string subject, int version, CancellationToken cancellationToken = default) =>
        _versions.GetOrAddAsync(
            (subject, version),
            Immutable,
            async () => Read(
                await GetAsync($"/subjects/{Escape(subject)}/versions/{version.ToString(CultureInfo.InvariantCulture)}").ConfigureAwait(false),
                0),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RegisteredSchema> GetLatestAsync(string subject, CancellationToken cancellationToken = default) =>
        _latest.GetOrAddAsync(
            subject,
            new CacheRule(_options.LatestMaxAge, _options.NotFoundMaxAge),
            async () => Read(await GetAsync($"/subjects/{Escape(subject)}/versions/latest").ConfigureAwait(false), 0),
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ReferenceSet> GetReferencesAsync(
        SchemaDefinition schema, CancellationToken cancellationToken = default)
    {
        if (schema.References.Count == 0)
            return ReferenceSet.Empty;
        var found = new List<ResolvedReference>();
        await FollowAsync(schema, [], found, 0, cancellationToken).ConfigureAwait(false);
        return new ReferenceSet(found);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListSubjectsAsync(CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(new RegistryCall(HttpMethod.Get, "/subjects"), RegistryJson.Default.ListString, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> ListVersionsAsync(
        string subject, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(
            new RegistryCall(HttpMethod.Get, $"/subjects/{Escape(subject)}/versions"), RegistryJson.Default.ListInt32, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<CompatibilityAnswer> CheckAsync(
        string subject, SchemaDefinition schema, CancellationToken cancellationToken = default)
    {
        var call = new RegistryCall(
            HttpMethod.Post, $"/compatibility/subjects/{Escape(subject)}/versions?verbose=true", Serialize(schema));
        var answer = await _transport.SendAsync(
            call, RegistryJson.Default.CheckAnswer, cancellationToken).ConfigureAwait(false);
        return new CompatibilityAnswer(answer.IsCompatible, answer.Messages ?? [])
        {
            Incompatibilities = answer.Incompatibilities ?? [],
        };
    }

    /// <inheritdoc/>
    public async Task SetCompatibilityAsync(string subject, string level, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new ConfigBody(level), RegistryJson.Default.ConfigBody);
        var call = new RegistryCall(HttpMethod.Put, $"/config/{Escape(subject)}", body);
        await _transport.SendAsync(call, RegistryJson.Default.ConfigBody, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> DeleteSubjectAsync(
        string subject, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(
            new RegistryCall(HttpMethod.Delete, $"/subjects/{Escape(subject)}"), RegistryJson.Default.ListInt32, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _transport.Dispose();

    private async Task FollowAsync(
        SchemaDefinition schema, HashSet<string> names, List<ResolvedReference> found, int depth,
            CancellationToken cancellationToken)
    {
        if (depth > ClientLimits.MaxReferenceDepth)
            throw new SchemaRegistryException("The schema's references nest too deep.");
        foreach (var reference in schema.References)
        {
            if (!names.Add(reference.Name))
                continue;
            if (names.Count > ClientLimits.MaxReferences)
                throw new SchemaRegistryException("The schema refers to too many others.");
            var target = await GetVersionAsync(
                reference.Subject, reference.Version, cancellationToken).ConfigureAwait(false);
            await FollowAsync(target.Definition, names, found, depth + 1, cancellationToken).ConfigureAwait(false);
            found.Add(new ResolvedReference(reference.Name, target.Definition.Text));
        }
    }

    private Task<SchemaAnswer> GetAsync(string path) =>
        _transport.SendAsync(
            new RegistryCall(HttpMethod.Get, path), RegistryJson.Default.SchemaAnswer, CancellationToken.None);

    private async Task<RegisteredSchema> PostAsync(string path, string subject, SchemaDefinition schema)
    {
        var call = new RegistryCall(HttpMethod.Post, path, Serialize(schema));
        var answer = await _transport.SendAsync(
            call, RegistryJson.Default.SchemaAnswer, CancellationToken.None).ConfigureAwait(false);
        var registered = answer.Schema is null ? new RegisteredSchema(answer.Id ?? 0, schema) : Read(answer, 0);
        return registered with { Guid = answer.Guid, Subject = answer.Subject ?? subject, Version = answer.Version };
    }

    /// <summary>Older registries leave out the type of Avro, and much else.</summary>
    private static RegisteredSchema Read(SchemaAnswer answer, int id)
    {
        if (answer.Schema is null || !SchemaTypeNames.TryParse(answer.SchemaType ?? SchemaTypeNames.Avro, out var type))
            throw new SchemaRegistryException($"The registry answered a schema of the unknown type '{answer.SchemaType}'.") { Status = 200 };
        var references = answer.References?.Select(
            reference => new SchemaReference(reference.Name, reference.Subject, reference.Version));
        return new RegisteredSchema(answer.Id ?? id, new SchemaDefinition(type, answer.Schema)
        {
            References = [.. references ?? []],
        })
        {
            Guid = answer.Guid,
            Subject = answer.Subject,
            Version = answer.Version,
        };
    }

    private static byte[] Serialize(SchemaDefinition schema)
    {
        var references = schema.References.Count == 0
            ? null
            : schema.References
                .Select(reference => new ReferenceBody(reference.Name, reference.Subject, reference.Version)).ToList();
        var type = schema.Type == SchemaType.Avro ? null : schema.Type.ToName();
        return JsonSerializer.SerializeToUtf8Bytes(
            new SchemaBody(schema.Text, type, references), RegistryJson.Default.SchemaBody);
    }

    private static string Query(SchemaNormalization normalization) =>
        normalization == SchemaNormalization.Normalized ? "?normalize=true" : "";

    private static string Escape(string subject) => Uri.EscapeDataString(subject);
}
