using SchemaRegistry.Formats.Avro;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>A registered schema to write under; the GUID is null where the registry does not answer one.</summary>
internal sealed record TargetSchema(int Id, Guid? Guid, AvroParsedSchema Schema);
