namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// <c>syntax = "proto3";</c> or <c>edition = "2023";</c>. <paramref name="Value"/> is one of the values that
/// <see cref="ProtoEditionNames"/> knows.
/// </summary>
public sealed record SyntaxElement(SyntaxKeyword Keyword, string Value) : ProtoElement;

/// <summary>Which word the first statement of a file starts with.</summary>
public enum SyntaxKeyword
{
    Syntax,
    Edition,
}

/// <summary><c>package a.b;</c>: the name without blanks between its parts.</summary>
public sealed record PackageElement(string Name) : ProtoElement;

/// <summary>
/// <c>import "path";</c>: the path as written after its escapes are taken away. Its place is that of the path.
/// </summary>
public sealed record ImportElement(ImportKind Kind, string Path) : ProtoElement;

/// <summary>The word between <c>import</c> and the path.</summary>
public enum ImportKind
{
    Plain,
    Public,
    Weak,

    /// <summary>Brings in custom options only (edition 2024 and later).</summary>
    Option,
}
