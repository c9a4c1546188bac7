using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Changes;

/// <summary>
/// Finds what a path of the compatibility rules (<c>#/properties/a/maximum</c>) means in a schema, references followed.
/// Such paths have no escapes, and some name what no keyword says: then there is no value.
/// </summary>
internal static class PathLookup
{
    private const string Root = "#/";
    private const int MaxReferences = 100;

    public static SchemaValue? Find(SchemaScope scope, string path)
    {
        var place = scope.Root.RootPlace;
        if (path.Length <= Root.Length)
            return place.Value;
        foreach (var token in path[Root.Length..].Split('/'))
        {
            place = Follow(scope, place);
            if (Step(place.Value, token) is not { } child)
                return null;
            place = place.Child(child);
        }

        return place.Value;
    }

    private static SchemaPlace Follow(SchemaScope scope, SchemaPlace place)
    {
        for (var count = 0; count < MaxReferences; count++)
        {
            if (place.Value.TextOf("$ref") is not { } reference || scope.Resolve(place, reference) is not { } target)
                break;
            place = target;
        }

        return place;
    }

    private static SchemaValue? Step(SchemaValue value, string token)
    {
        if (!value.IsArray)
            return value[token];
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < value.Items.Count
                ? value.Items[index]
                : value.Items.FirstOrDefault(item => item.IsString && item.Text == token);
    }
}
