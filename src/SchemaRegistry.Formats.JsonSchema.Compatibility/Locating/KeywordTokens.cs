using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Shapes;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Locating;

/// <summary>
/// Says by which keys a schema object leads to what a difference is about, in the words of its own draft: paths of
/// differences have one name for what the drafts spell differently.
/// </summary>
internal static class KeywordTokens
{
    /// <summary>Empty where the schema as a whole is meant.</summary>
    public static IReadOnlyList<string> Of(Shape shape, PathStep at, DifferenceType type)
    {
        var schema = shape.Place.Value;
        var isClassic = shape.Place.Resource is not null && shape.Place.Dialect.IsClassic;
        switch (at.Keyword)
        {
            case null:
                return KindKeyword(shape) is { } kind ? [kind] : [];
            case "required":
                return ["required", IndexOf(schema["required"], at.Name!)];
            case "dependencies" when !isClassic:
                var isList = type is DependencyArrayAdded or DependencyArrayChanged or DependencyArrayExtended;
                return [isList ? "dependentRequired" : "dependentSchemas", at.Name!];
            case "items" when at.Name is not null:
                return [schema["items"] is { IsArray: true } ? "items" : "prefixItems", at.Name];
            case "additionalItems":
                return [HasTupleInItems(schema, isClassic) ? "additionalItems" : "items"];
            case "minContains" when !isClassic && schema["minContains"] is null && schema["contains"] is not null:
                // Its default is 1 where there is something to contain.
                return ["contains"];
            default:
                return at.Name is null ? [at.Keyword] : [at.Keyword, at.Name];
        }
    }

    public static SchemaValue? ItemAt(SchemaValue array, string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Items.Count
            ? array.Items[index]
            : null;

    /// <summary>The keyword that makes a shape what it is, or null where that is no single one.</summary>
    private static string? KindKeyword(Shape shape)
    {
        var keyword = shape switch
        {
            CombinedShape { Members: [{ Source: null }, ..], Criterion: Criterion.AllOf } => null,
            CombinedShape { Members: [{ Source: null }, ..] } => "type",
            CombinedShape combined => combined.Keyword,
            EnumShape => "enum",
            ConstShape => "const",
            NotShape => "not",
            { Kind: ShapeKind.Conditional } => "if",
            _ => IsTyped(shape) ? "type" : null,
        };
        return keyword is not null && shape.Place.Value[keyword] is not null ? keyword : null;
    }

    /// <summary>Keywords about one type may stand beside another type.</summary>
    private static bool IsTyped(Shape shape)
    {
        if (shape.Place.Value["type"] is not { } type)
            return false;
        var names = type.IsArray ? type.Items.Select(item => item.Text) : [type.Text];
        return shape.Kind switch
        {
            ShapeKind.Boolean => names.Contains("boolean"),
            ShapeKind.Null => names.Contains("null"),
            ShapeKind.String => names.Contains("string"),
            ShapeKind.Number => names.Contains("number") || names.Contains("integer"),
            ShapeKind.Array => names.Contains("array"),
            ShapeKind.Object => names.Contains("object"),
            _ => false,
        };
    }

    private static bool HasTupleInItems(SchemaValue schema, bool isClassic) =>
        isClassic || schema["items"] is { IsArray: true };

    private static string IndexOf(SchemaValue? names, string name)
    {
        for (var index = 0; index < names?.Items.Count; index++)
        {
            if (names.Items[index] is { IsString: true } item && item.Text == name)
                return index.ToString(CultureInfo.InvariantCulture);
        }

        return "";
    }
}
