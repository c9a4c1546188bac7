using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>The file without map entries (<see cref="MapEntries"/>), and all names it can use.</summary>
internal sealed record ResolvedFile(ProtoFile File, NameTree Names);
