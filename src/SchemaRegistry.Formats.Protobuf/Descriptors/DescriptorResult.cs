using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>The elements of a descriptor, or why there are none: exactly one of the two is null.</summary>
internal sealed record DescriptorResult(ProtoFile? File, SchemaProblem? Problem);
