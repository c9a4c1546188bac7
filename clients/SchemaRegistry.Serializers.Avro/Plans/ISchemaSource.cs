using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>What the serializers ask of a registry. It is asked once per plan and does not cache by itself.</summary>
internal interface ISchemaSource
{
    /// <summary>The schema to write under. <paramref name="text"/> is the value's own.</summary>
    ValueTask<TargetSchema> ResolveAsync(
        string subject, string text, SchemaSelection selection, CancellationToken cancellationToken);

    /// <summary>A writer's schema. The subject decides the context that the id belongs to; null means the default one.</summary>
    ValueTask<AvroParsedSchema> GetAsync(SchemaKey key, string? subject, CancellationToken cancellationToken);
}
