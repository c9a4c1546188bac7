using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Makes file descriptors out of .proto files, equal to those that protoc makes but for comments and places, and
/// refuses what protoc refuses.
/// </summary>
public static class ProtobufLinker
{
    /// <summary>
    /// Links a file with the references that it needs. The time is near to linear in the length of all texts.
    /// </summary>
    /// <param name="path">The name that the file's own descriptor gets.</param>
    /// <param name="file">The file.</param>
    /// <param name="references">The texts that it may import, by their import paths.</param>
    /// <param name="rule">Which types it may use.</param>
    public static LinkResult Link(string path, ProtoFile file, ReferenceSet references, ImportRule rule)
    {
        var session = new LinkSession(rule, BuiltInFiles.Instance);
        foreach (var reference in references.Resolved)
            session.AddText(reference.Name, reference.Text);
        return Link(path, file, session, rule, references.Resolved.Select(reference => reference.Name));
    }

    /// <summary>The same with references that are read already, by their import paths.</summary>
    internal static LinkResult Link(
        string path, ProtoFile file, IReadOnlyDictionary<string, ProtoFile> imports, ImportRule rule)
    {
        var session = new LinkSession(rule, BuiltInFiles.Instance);
        foreach (var (name, import) in imports)
            session.AddFile(name, import);
        return Link(path, file, session, rule, imports.Keys);
    }

    private static LinkResult Link(
        string path, ProtoFile file, LinkSession session, ImportRule rule, IEnumerable<string> references)
    {
        // Files may use types of references that they do not import: then these must be there before.
        foreach (var reference in rule == ImportRule.Registry ? references : [])
        {
            if (session.Link(reference) is null)
                return LinkResult.Failure(InReference(session.Problems, reference));
        }

        return session.Link(path, file) is { } linked
            ? LinkResult.Success(linked, session)
            : LinkResult.Failure(session.Problems);
    }

    private static IReadOnlyList<SchemaProblem> InReference(IReadOnlyList<SchemaProblem> problems, string path) =>
        [.. problems.Select(problem => problem with { Message = $"In the reference {path}: {problem.Message}" })];
}
