using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Locating;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// A spot read back: the schema object that a finding is about, the keys that lead to it, and those below it that lead
/// to the spot. Which of the objects on the way are schemas follows from the keywords: <c>/properties/type</c> is a
/// property of that name, <c>/type</c> a keyword.
/// </summary>
internal sealed class SpotInSchema
{
    private SpotInSchema(SchemaPlace place, IReadOnlyList<string> path, IReadOnlyList<string> rest)
    {
        Place = place;
        Path = path;
        Rest = rest;
    }

    public SchemaPlace Place { get; }

    public SchemaValue Schema => Place.Value;

    public IReadOnlyList<string> Path { get; }

    /// <summary>Empty where the schema as a whole is meant, or where it has nothing of what is meant.</summary>
    public IReadOnlyList<string> Rest { get; }

    /// <summary>Null where the spot is not in that document.</summary>
    /// <param name="document">The text that the spot is in.</param>
    /// <param name="spot">A spot of a finding.</param>
    /// <param name="subject">What the finding's rule is about.</param>
    public static SpotInSchema? Find(SchemaDocument document, SchemaSpot spot, RuleSubject subject)
    {
        string[] tokens = [.. spot.Path.Split('/').Skip(1).Select(Unescape)];
        var schemas = new List<(int Depth, SchemaPlace Place)> { (0, document.RootPlace) };
        var place = document.RootPlace;
        var shape = (KeywordShape?)KeywordShape.Schema;
        for (var depth = 0; depth < tokens.Length; depth++)
        {
            var next = place.Value.IsArray
                ? KeywordTokens.ItemAt(place.Value, tokens[depth])
                : place.Value[tokens[depth]];
            if (next is null)
                return null;
            shape = Below(shape, place, tokens[depth], next);
            place = place.Child(next);
            if (shape == KeywordShape.Schema)
                schemas.Add((depth + 1, place));
        }

        // Of what is there, the rule knows how far below its schema it stands.
        var below = spot.Value is null ? 0 : Math.Min(subject.Keys, tokens.Length);
        if (subject.IsKind && tokens.Length > 0 && RuleSubject.IsKindKeyword(tokens[^1]))
            below = schemas.Exists(schema => schema.Depth == tokens.Length - 1) ? 1 : 0;
        var owner = schemas.FindLast(schema => schema.Depth <= tokens.Length - below);
        return new SpotInSchema(owner.Place, tokens[..owner.Depth], tokens[owner.Depth..]);
    }

    /// <summary>What stands at a key: null for what no keyword is known of, where any object may be a schema.</summary>
    private static KeywordShape? Below(KeywordShape? shape, SchemaPlace place, string token, SchemaValue value)
    {
        switch (shape)
        {
            case KeywordShape.Schema:
                var keyword = KeywordTable.Find(place.Dialect.Draft, token)?.Shape;
                return keyword == KeywordShape.SchemaOrArray && value.IsObject ? KeywordShape.Schema : keyword;
            case KeywordShape.SchemaArray or KeywordShape.SchemaOrArray or KeywordShape.SchemaMap
                or KeywordShape.PatternMap or KeywordShape.SchemaOrNamesMap when value.IsSchema:
            case null when value.IsSchema:
                return KeywordShape.Schema;
            default:
                return KeywordShape.Any;
        }
    }

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
