using SchemaRegistry.Client;

namespace SchemaRegistry.Cli.Output;

/// <summary>Shows why a schema is not compatible: where, what was there before, what to do, and a payload.</summary>
internal static class IncompatibilityText
{
    private const int MaxHexBytes = 32;

    /// <param name="found">As the registry tells it.</param>
    /// <param name="file">The file that was asked about, for places that an editor can jump to.</param>
    public static IEnumerable<string> Lines(SchemaIncompatibility found, string file)
    {
        yield return "";
        yield return $"  {found.Rule}{Place(found.New, file)}";
        yield return $"    {PrintableText.Of(found.Message)}";
        if (found.Direction is not null)
            yield return $"    {Reading(found)}";
        if (found.New is not null)
            yield return $"    new: {Show(found.New)}";
        if (found.Old is not null)
            yield return $"    old: {Show(found.Old)}";
        if (found.Suggestion is not null)
            yield return $"    do:  {PrintableText.Of(found.Suggestion)}";
        if (found.Witness is not null)
            yield return $"    {Show(found.Witness)}";
    }

    private static string Place(SchemaPlace? place, string file) =>
        place?.Line is null ? "" : $" at {file}:{place.Line}:{place.Column}";

    private static string Reading(SchemaIncompatibility found)
    {
        var earlier = found.Version is { } version ? $"version {version}" : "the earlier version";
        return found.Direction == "BACKWARD"
            ? $"the new schema can not read what {earlier} wrote"
            : $"{earlier} can not read what the new schema writes";
    }

    private static string Show(SchemaPlace place)
    {
        var path = place.Path.Length == 0 ? "/" : place.Path;
        var where = place.Reference is null ? path : $"{path} of {place.Reference}";
        return PrintableText.Of(place.Value is null ? $"nothing, in {where}" : $"{place.Value}, at {where}");
    }

    private static string Show(IncompatibilityWitness witness) => witness.Outcome switch
    {
        "REJECTED" => $"shown by {Payload(witness)}; the reader rejects it: {PrintableText.Of(witness.Reader ?? "")}",
        "MISREAD" => $"shown by {Payload(witness)}; the reader takes it for {PrintableText.Of(witness.Reader ?? "")}",
        "NOT_SOUGHT" => "no payload was looked for",
        _ => "no payload that shows it was found, which does not mean that there is none",
    };

    private static string Payload(IncompatibilityWitness witness)
    {
        var bytes = witness.Payload ?? [];
        var hex = Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, MaxHexBytes)));
        return $"{PrintableText.Of(witness.Json ?? "")} ({bytes.Length} bytes: {hex}{(bytes.Length > MaxHexBytes ? "…" : "")})";
    }
}
