using YamlDotNet.RepresentationModel;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>An operation of the contract and the answers that it documents.</summary>
internal sealed class OpenApiOperation(string method, string path, YamlMappingNode operation)
{
    private readonly string[] _segments = OpenApiContract.Segments(path);

    public string Method => method;

    public string Path => path;

    public override string ToString() => $"{method} {path}";

    /// <summary>How many segments are equal, or null when the path is another one.</summary>
    public int? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
            return null;
        var literal = 0;
        for (var index = 0; index < segments.Length; index++)
        {
            if (_segments[index].StartsWith('{'))
                continue;
            if (_segments[index] != segments[index])
                return null;
            literal++;
        }

        return literal;
    }

    /// <summary>The description and the content of a status; null when it is not documented.</summary>
    public (string Description, YamlMappingNode? Content)? Answer(int status)
    {
        var answers = (YamlMappingNode)operation["responses"];
        if (!answers.Children.TryGetValue($"{status}", out var answer))
            return null;
        var content = ((YamlMappingNode)answer).Children.TryGetValue("content", out var found) ? (YamlMappingNode)found : null;
        return (answer["description"].ToString(), content);
    }
}
