
namespace SchemaRegistry.Client.Serialization;

/// <summary>Which schema a payload has. The topic belongs to it: ids belong to the context of a subject.</summary>
internal readonly record struct WriterKey(SchemaKey Schema, string Topic, RecordPart Part);
