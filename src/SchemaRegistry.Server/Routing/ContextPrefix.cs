using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// <c>/contexts/{context}/…</c> is the rest of the path seen from that context: its subjects, and the subjects and
/// prefixes in its query, get the context unless they name one themselves. The rules are those of Confluent's server,
/// path by path; what it does not know passes as it is.
/// </summary>
internal static class ContextPrefix
{
    private const string Contexts = "contexts";
    private const string AnyContext = ":*:";
    private const string AContext = ":.";

    /// <exception cref="BadRequestException">The context has a colon in its name.</exception>
    public static RequestTarget Apply(RequestTarget target, string method)
    {
        if (target.Segments.Count == 0 || target.Segments[0] != Contexts)
            return target;
        if (target.Segments.Count == 1)
            return target;

        var context = Delimit(target.Segments[1]);
        var segments = QualifySubjects([.. target.Segments.Skip(2)], context);
        if (segments.Count == 0 && context.Length > 0)
            segments = [Contexts, context];
        var rest = target with { Segments = segments };
        QualifyQuery(rest, context, method);
        return rest;
    }

    /// <summary><c>:.ctx:</c>, or nothing for the default context.</summary>
    private static string Delimit(string sent)
    {
        var name = sent.StartsWith(':') ? sent[1..] : sent;
        name = name.EndsWith(':') ? name[..^1] : name;
        if (name.Contains(':'))
            throw new BadRequestException(400, $"Context name '{sent}' cannot contain a colon");
        return new QualifiedSubject(name.StartsWith('.') ? name : "." + name, "").DelimitedContext;
    }

    private static List<string> QualifySubjects(List<string> segments, string context)
    {
        var isSetting = segments is ["config" or "mode", ..];
        for (var index = 0; index < segments.Count; index++)
        {
            var isBeforeSubject = segments[index] is "subjects" or "deks" || (index == 0 && isSetting);
            if (!isBeforeSubject)
                continue;
            if (index + 1 < segments.Count)
            {
                segments[index + 1] = Qualify(segments[index + 1], context);
                index++;
            }
            else if (isSetting && context.Length > 0)
            {
                segments.Add(context);
                break;
            }
        }

        return segments;
    }

    private static void QualifyQuery(RequestTarget target, string context, string method)
    {
        var query = target.Query;
        var isKeyList = target.Segments is ["dek-registry", _, "keks"];
        if (target.StartsWith("schemas", "ids"))
            query.Replace("subject", Qualify(query.First("subject"), context));
        else if (target.Segments is ["schemas"] or ["subjects"] || isKeyList)
            query.Replace("subjectPrefix", QualifyPrefixes(query, context));
        else if (method is "POST" or "PUT" or "PATCH" && target.Segments is [{ } first, ..] && TakesContext(first))
            query.Replace("context", context);
    }

    private static string[] QualifyPrefixes(RequestQuery query, string context)
    {
        var sent = query.All("subjectPrefix");
        return sent.Count == 0 ? [context] : [.. sent.Select(prefix => Qualify(prefix ?? "", context))];
    }

    /// <summary>Operations that name subjects in their body: the context goes into a parameter of its own.</summary>
    private static bool TakesContext(string segment) =>
        segment.StartsWith("associations", StringComparison.Ordinal) || segment == "subjects:batchRegister";

    private static string Qualify(string subject, string context) =>
        subject.StartsWith(AContext, StringComparison.Ordinal)
        || subject.StartsWith(AnyContext, StringComparison.Ordinal)
            ? subject
            : context + subject;
}
