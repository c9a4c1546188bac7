using System.Text.Json.Nodes;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;
using SchemaRegistry.Formats.Tests.Tags;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Tags;

/// <summary>
/// Every path that is told leads back to where the tag stands, held to all schemas of the verdict tables with a tag in
/// each of their schemas.
/// </summary>
public sealed class JsonTagPathTests
{
    private static readonly string[] NoSchemas = ["enum", "const", "default", "examples", "dependentRequired"];
    private static readonly string[] Maps = ["properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas"];

    [Theory]
    [InlineData("schemas/compatibility/jsonschema/rules.jsonl")]
    [InlineData("conformance/given/json.jsonl")]
    public void Every_path_that_is_told_leads_back_to_its_tags(string table)
    {
        var path = table.StartsWith("schemas", StringComparison.Ordinal)
            ? Repository.File(table)
            : SharedReference.PathOrSkip(table);
        var wrong = new List<string>();
        var count = 0;
        foreach (var verdict in JsonVerdictCase.ReadAll(path))
        {
            var text = JsonNode.Parse((string)verdict.Json["candidate"]!)!;
            Tag(text);
            var tagged = Schemas.Parse(text.ToJsonString(), parsing: SchemaParsing.Stored);
            var found = tagged.FindTags();
            count += found.Count;

            var bare = Schemas.Parse(
                TagEdits.Edit(tagged, new TagEdit([], found)), parsing: SchemaParsing.Stored);
            var again = Schemas.Parse(TagEdits.Edit(bare, new TagEdit(found, [])), parsing: SchemaParsing.Stored);
            if (bare.FindTags().Count > 0 || !Entities(again).SequenceEqual(Entities(tagged)))
                wrong.Add(verdict.Id);
        }

        Assert.Empty(wrong);
        Assert.True(count > 100, $"only {count} tags were found");
    }

    private static IEnumerable<SchemaEntity> Entities(JsonSchemaParsedSchema schema) =>
        schema.FindTags().Select(tags => tags.Entity);

    /// <summary>Puts a tag into every schema.</summary>
    private static void Tag(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Tag(item);
        }

        if (node is not JsonObject schema)
            return;
        foreach (var (key, value) in schema.ToList())
        {
            if (Maps.Contains(key) && value is JsonObject map)
            {
                foreach (var (_, child) in map.ToList())
                    Tag(child);
            }
            else if (!NoSchemas.Contains(key))
                Tag(value);
        }

        schema["confluent:tags"] = new JsonArray("T");
    }
}
