using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>
/// The registry in terms of parsed Avro schemas. It is asked once per plan and caches nothing by itself.
/// </summary>
internal sealed class SchemaSource(ISchemaRegistryClient registry)
{
    /// <summary>The schema to write values of the declared one under.</summary>
    public async ValueTask<TargetSchema> ResolveAsync(
        string subject, DeclaredSchema declared, SchemaSelection selection, CancellationToken cancellationToken)
    {
        var definition = new SchemaDefinition(SchemaType.Avro, declared.Text);
        switch (selection)
        {
            case SchemaSelection.AutoRegister { Normalization: var normalization }:
                var own = await registry
                    .RegisterAsync(subject, definition, normalization, cancellationToken)
                    .ConfigureAwait(false);
                return new TargetSchema(own.Id, own.Guid, declared.Parsed);
            case SchemaSelection.LookUp { Normalization: var normalization }:
                own = await registry
                    .LookUpAsync(subject, definition, normalization, cancellationToken)
                    .ConfigureAwait(false);
                return new TargetSchema(own.Id, own.Guid, declared.Parsed);
            case SchemaSelection.Pinned { Id: var id }:
                var pinned = await registry.GetByIdAsync(id, subject, cancellationToken).ConfigureAwait(false);
                return await ToTargetAsync(pinned, cancellationToken).ConfigureAwait(false);
            default:
                var latest = await registry.GetLatestAsync(subject, cancellationToken).ConfigureAwait(false);
                return await ToTargetAsync(latest, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A writer's schema. The subject decides the context that the id belongs to; null means the default one.
    /// </summary>
    public async ValueTask<AvroParsedSchema> GetAsync(
        SchemaKey key, string? subject, CancellationToken cancellationToken)
    {
        var found = key.IsGuid
            ? await registry.GetByGuidAsync(key.Guid, cancellationToken).ConfigureAwait(false)
            : await registry.GetByIdAsync(key.Id, subject, cancellationToken).ConfigureAwait(false);
        return await ParseAsync(found, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<TargetSchema> ToTargetAsync(RegisteredSchema schema, CancellationToken cancellationToken) =>
        new(schema.Id, schema.Guid, await ParseAsync(schema, cancellationToken).ConfigureAwait(false));

    private async ValueTask<AvroParsedSchema> ParseAsync(RegisteredSchema schema, CancellationToken cancellationToken)
    {
        var definition = schema.Definition;
        if (definition.Type != SchemaType.Avro)
        {
            throw new AvroSerializationException(
                $"Schema id {schema.Id} is of the type {definition.Type.ToName()}, not {SchemaTypeNames.Avro}.");
        }

        var references = definition.References.Count == 0
            ? ReferenceSet.Empty
            : await registry.GetReferencesAsync(definition, cancellationToken).ConfigureAwait(false);
        return ApacheSchemas.Parse(definition.Text, references);
    }
}
