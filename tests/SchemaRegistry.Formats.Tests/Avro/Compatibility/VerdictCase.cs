using System.Text.Json.Nodes;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>One line of a verdict table.</summary>
public sealed record VerdictCase(JsonObject Json)
{
    public string Id => (string)Json["id"]!;

    public string Level => (string)Json["level"]!;

    public IReadOnlyList<string> Previous => [.. Json["previous"]!.AsArray().Select(text => (string)text!)];

    public string Candidate => (string)Json["candidate"]!;

    public bool Compatible => (bool)Json["compatible"]!;

    /// <summary>Type and path of each difference, when the origin of the case asserts them all.</summary>
    public IReadOnlyList<(string Type, string Path)>? Changes =>
        (string?)Json["changesFrom"] == "source"
            ? [.. Json["changes"]!.AsArray().Select(change => ((string)change!["type"]!, (string)change["path"]!))]
            : null;

    public static IEnumerable<VerdictCase> ReadAll(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(
            line => new VerdictCase(JsonNode.Parse(line)!.AsObject()));
}
