using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>Where one of two schemas has a difference, without the work of telling it.</summary>
/// <param name="Scope">The message around the place; null for the file itself, outside of messages.</param>
/// <param name="Element">
/// The package, message, enum, constant, oneof or field that differs; null where this schema does not have it.
/// </param>
/// <param name="Block">The name of the oneof or enum between the message and the element, or null.</param>
internal readonly record struct DifferenceSide(
    NameNode? Scope, ProtoElement? Element = null, string? Block = null);
