using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// A subject whose own config has an alias stands for the subject that the alias names, one step: in every path segment
/// after <c>subjects</c>, and in the query of reads by id; after <c>deks</c> the config's alias for keys counts. An
/// alias without a context lies in that of the subject.
/// </summary>
internal sealed class SubjectAliases(RegistryReader reader)
{
    public RequestTarget Apply(RequestTarget target)
    {
        string[]? replaced = null;
        for (var index = 0; index + 1 < target.Segments.Count; index++)
        {
            if (target.Segments[index] is not ("subjects" or "deks"))
                continue;
            var next = Resolve(target.Segments[index + 1], isForKeys: target.Segments[index] == "deks");
            if (next is not null)
            {
                replaced ??= [.. target.Segments];
                replaced[index + 1] = next;
            }

            index++;
        }

        if (target.StartsWith("schemas", "ids")
            && Resolve(target.Query.First("subject"), isForKeys: false) is { } subject)
            target.Query.Replace("subject", subject);
        return replaced is null ? target : target with { Segments = replaced };
    }

    private string? Resolve(string text, bool isForKeys)
    {
        var subject = QualifiedSubject.Parse(text);
        if (subject.IsContext || reader.FindConfig(subject) is not { } config)
            return null;
        var alias = isForKeys ? config.AliasForDeks : config.Alias;
        return string.IsNullOrEmpty(alias) ? null : QualifiedSubject.Parse(alias, subject.Context).ToString();
    }
}
