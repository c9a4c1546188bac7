using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Protobuf.WellKnown;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Serializers.Protobuf.Registration;

/// <summary>
/// Compiled files as schema definitions: the descriptor in base64, which every registry takes, and what the file
/// imports as references. Imports are registered (or looked up) first, each once, depth first.
/// </summary>
internal sealed class FileDefinitions(ISchemaRegistryClient registry, ProtobufSerializerOptions options)
{
    private readonly ConcurrentDictionary<FileDescriptor, SchemaReference> _registered = new();

    public static string Print(FileDescriptor file) => file.SerializedData.ToBase64();

    /// <summary>What a compiled file imports, directly or not, as a schema refers to it.</summary>
    public static ReferenceSet ReferencesOf(FileDescriptor file)
    {
        var found = new List<FileDescriptor>();
        Follow(file, found, []);
        return new ReferenceSet([.. found.Select(import => new ResolvedReference(import.Name, Print(import)))]);
    }

    private static void Follow(FileDescriptor file, List<FileDescriptor> found, HashSet<string> seen)
    {
        foreach (var import in file.Dependencies)
        {
            if (!seen.Add(import.Name))
                continue;
            Follow(import, found, seen);
            found.Add(import);
        }
    }

    /// <summary>The file as it is registered, its imports being so already.</summary>
    public async ValueTask<SchemaDefinition> DefineAsync(FileDescriptor file, CancellationToken cancellationToken)
    {
        var references = new List<SchemaReference>();
        foreach (var import in file.Dependencies)
        {
            if (options.KnownImports == KnownImports.Register || !WellKnownFiles.Files.ContainsKey(import.Name))
                references.Add(await RegisterAsync(import, cancellationToken).ConfigureAwait(false));
        }

        return new SchemaDefinition(SchemaType.Protobuf, Print(file)) { References = references };
    }

    private async ValueTask<SchemaReference> RegisterAsync(FileDescriptor file, CancellationToken cancellationToken)
    {
        if (_registered.TryGetValue(file, out var known))
            return known;
        var definition = await DefineAsync(file, cancellationToken).ConfigureAwait(false);
        var subject = options.ReferenceSubject.GetSubject(file.Name);
        var version = await VersionAsync(subject, definition, cancellationToken).ConfigureAwait(false);
        return _registered[file] = new SchemaReference(file.Name, subject, version);
    }

    /// <summary>
    /// Registries older than 8.0 answer a registration with the id only; then the version is looked up.
    /// </summary>
    private async ValueTask<int> VersionAsync(
        string subject, SchemaDefinition definition, CancellationToken cancellationToken)
    {
        var normalization = SchemaNormalization.AsWritten;
        if (options.Selection is SchemaSelection.AutoRegister { Normalization: var wanted })
        {
            normalization = wanted;
            var registered = await registry
                .RegisterAsync(subject, definition, normalization, cancellationToken)
                .ConfigureAwait(false);
            if (registered is { Version: { } version })
                return version;
        }
        else if (options.Selection is SchemaSelection.LookUp lookUp)
            normalization = lookUp.Normalization;

        var found = await registry
            .LookUpAsync(subject, definition, normalization, cancellationToken)
            .ConfigureAwait(false);
        return found.Version ?? throw new PayloadException(
            $"The registry answered no version for subject '{subject}', so it can not be referred to.");
    }
}
