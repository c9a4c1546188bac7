using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// A file in its normal form. The <paramref name="Unresolved"/> types stand in it as they were written; they are in
/// the order in which they were met.
/// </summary>
internal sealed record NormalizedFile(ProtoFile File, IReadOnlyList<UnresolvedType> Unresolved);

/// <summary>A name of a type that nothing defines, and where it stands.</summary>
internal sealed record UnresolvedType(string Name, TextPlace Place);
