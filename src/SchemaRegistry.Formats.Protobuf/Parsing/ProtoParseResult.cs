using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// What <see cref="ProtoParser"/> made of a text. <see cref="File"/> is null exactly when there are
/// <see cref="Problems"/>, which are in the order of the text and have line and column.
/// </summary>
internal sealed record ProtoParseResult(ProtoFile? File, IReadOnlyList<SchemaProblem> Problems);
