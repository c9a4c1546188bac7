using System.Collections.Frozen;
using System.Globalization;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Changes;

/// <summary>
/// Tells which keywords are different that the compatibility rules do not look at: formats, comments, tags, unknown
/// ones; and all keywords of schemas that the rules never reach, such as those of <c>if</c> and of
/// <c>patternProperties</c>. Schemas stand side by side by their names and positions; references are not followed.
/// </summary>
internal sealed class KeywordChanges(ChangeList changes)
{
    /// <summary>What the rules compare where they are.</summary>
    private static readonly FrozenSet<string> Ruled = FrozenSet.Create(
        StringComparer.Ordinal,
        "type", "enum", "const", "multipleOf", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum",
        "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains",
        "maxProperties", "minProperties", "required", "dependencies", "dependentRequired", "dependentSchemas",
        "properties", "additionalProperties", "unevaluatedProperties", "items", "prefixItems", "additionalItems",
        "unevaluatedItems", "allOf", "anyOf", "oneOf", "not", "title", "description", "default", "id", "$id");

    /// <summary>Schemas that the rules do not enter.</summary>
    private static readonly FrozenSet<string> Unruled = FrozenSet.Create(
        StringComparer.Ordinal, "if", "then", "else", "contains", "propertyNames", "patternProperties", "not");

    private static readonly FrozenSet<string> Definitions =
        FrozenSet.Create(StringComparer.Ordinal, "definitions", "$defs");

    public void Compare(SchemaPlace old, SchemaPlace updated) =>
        CompareSchemas(old.Value, updated, DifferencePath.Root, isRuled: true);

    /// <summary>Recurses with the depth of the text, which the parser bounds.</summary>
    private void CompareSchemas(SchemaValue old, SchemaPlace updated, DifferencePath path, bool isRuled)
    {
        if (!old.IsObject || !updated.Value.IsObject)
        {
            if (!isRuled)
                CompareValues(old, updated.Value, path, "KEYWORD");
            return;
        }

        foreach (var (key, was) in old.Members)
        {
            var at = path.Then(new PathStep(key));
            if (updated.Value[key] is not { } now)
            {
                if (!(isRuled && Ruled.Contains(key)))
                    Add(NameOf(key), (was, null), at);
            }
            else if (IsOfSchemas(updated, key))
                CompareChildren(key, was, updated.Child(now), at, isRuled);
            else if (!(isRuled && Ruled.Contains(key)))
                CompareValues(was, now, at, NameOf(key));
        }

        foreach (var (key, now) in updated.Value.Members)
        {
            if (old[key] is null && !(isRuled && Ruled.Contains(key)))
                Add(NameOf(key), (null, now), path.Then(new PathStep(key)));
        }
    }

    private static bool IsOfSchemas(SchemaPlace place, string key) =>
        KeywordTable.Find(place.Dialect.Draft, key)?.Shape
            is KeywordShape.Schema or KeywordShape.SchemaArray or KeywordShape.SchemaMap
            or KeywordShape.SchemaOrArray or KeywordShape.SchemaOrNamesMap or KeywordShape.PatternMap;

    private static bool IsMap(SchemaPlace parent, string key) =>
        KeywordTable.Find(parent.Dialect.Draft, key)?.Shape
            is KeywordShape.SchemaMap or KeywordShape.SchemaOrNamesMap or KeywordShape.PatternMap;

    private void CompareChildren(string key, SchemaValue old, SchemaPlace updated, DifferencePath at, bool isRuled)
    {
        isRuled = isRuled && !Unruled.Contains(key);
        var now = updated.Value;
        if (old.IsArray && now.IsArray)
        {
            CompareLists(old, updated, at, isRuled);
        }
        else if (IsMap(updated, key) && old.IsObject && now.IsObject)
        {
            CompareMaps(key, old, updated, at, isRuled);
        }
        else
        {
            CompareSchemas(old, updated, at, isRuled);
        }
    }

    private void CompareLists(SchemaValue old, SchemaPlace updated, DifferencePath at, bool isRuled)
    {
        var now = updated.Value.Items;
        for (var index = 0; index < Math.Max(old.Items.Count, now.Count); index++)
        {
            var here = at.Then(new PathStep(index.ToString(CultureInfo.InvariantCulture)));
            if (index < old.Items.Count && index < now.Count)
                CompareSchemas(old.Items[index], updated.Child(now[index]), here, isRuled);
            else if (!isRuled)
                Add("KEYWORD", (old.Items.ElementAtOrDefault(index), now.ElementAtOrDefault(index)), here);
        }
    }

    private void CompareMaps(string key, SchemaValue old, SchemaPlace updated, DifferencePath at, bool isRuled)
    {
        var isTold = !isRuled || Definitions.Contains(key);
        var name = Definitions.Contains(key) ? "DEFINITION" : "KEYWORD";
        foreach (var (child, was) in old.Members)
        {
            var here = at.Then(new PathStep(child));
            if (updated.Value[child] is { } now)
                CompareSchemas(was, updated.Child(now), here, isRuled);
            else if (isTold)
                Add(name, (was, null), here);
        }

        foreach (var (child, now) in updated.Value.Members)
        {
            if (isTold && old[child] is null)
                Add(name, (null, now), at.Then(new PathStep(child)));
        }
    }

    private void CompareValues(SchemaValue old, SchemaValue updated, DifferencePath at, string name)
    {
        if (Print(old) != Print(updated))
            Add(name, (old, updated), at);
    }

    private void Add(string name, (SchemaValue? Old, SchemaValue? New) values, DifferencePath at)
    {
        var suffix = values switch
        {
            (null, _) => "_ADDED",
            (_, null) => "_REMOVED",
            _ => "_CHANGED",
        };
        changes.Add(new SchemaChange(name + suffix, Side(values.Old, at), Side(values.New, at)));
    }

    private static string NameOf(string key) => key switch
    {
        "$ref" or "$dynamicRef" or "$recursiveRef" => "REFERENCE",
        "$schema" => "DIALECT",
        _ => "KEYWORD",
    };

    private static ChangeSide? Side(SchemaValue? value, DifferencePath at) => value is null
        ? null
        : new ChangeSide($"{at}", value.IsString ? value.Text : SchemaPrinter.Print(value, KeyOrder.AsWritten));

    private static string Print(SchemaValue value) => SchemaPrinter.Print(value, KeyOrder.Sorted);
}
