using System.Globalization;
using System.Text.Json;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Reads and writes the tags of schemas.</summary>
internal static class TagsBody
{
    private static readonly string[] Kinds = [SchemaEntityKindNames.Record, SchemaEntityKindNames.Field];

    /// <summary>The members of a registration that are about tags; null when it has none.</summary>
    public static SchemaTagging? ReadTagging(ApiBody body)
    {
        var edit = ReadEdit(body, "schemaTagsToAdd", "schemaTagsToRemove");
        var propagates = body.Bool("propagateSchemaTags") == true;
        return edit is null && !propagates ? null : new SchemaTagging { Edit = edit, Propagates = propagates };
    }

    /// <summary>The registration that a request to the tags of a version comes to.</summary>
    /// <exception cref="RegistryException">It says its rules both whole and as changes.</exception>
    public static SchemaRequest ReadTagRequest(ApiBody body, StoredSchema stored)
    {
        var content = stored.Version.Content;
        var version = body.Int("newVersion") ?? 0;
        var metadata = body.Object("metadata") is { } given ? SchemaRequestBody.ReadMetadata(given) : content.Metadata;
        var rules = body.Object("ruleSet") is { } ruleSet ? SchemaRequestBody.ReadRuleSet(ruleSet) : null;
        var ruleEdit = ReadRuleEdit(body, version);
        if (rules is not null && ruleEdit is not null)
        {
            throw new RegistryException(RegistryErrorCode.InvalidRuleSet)
            {
                Text = "ruleSet should be omitted if specifying rulesToMerge or rulesToRemove",
            };
        }

        return new SchemaRequest
        {
            Text = stored.Text,
            TypeName = content.Type.ToName(),
            References = content.References,
            Metadata = (metadata ?? new SchemaMetadata()).WithProperty(
                SchemaMetadata.VersionProperty, version.ToString(CultureInfo.InvariantCulture)),
            RuleSet = rules,
            Version = version,
            Tagging = new SchemaTagging
            {
                Edit = ReadEdit(body, "tagsToAdd", "tagsToRemove"),
                Rules = ruleEdit,
            },
        };
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<SchemaTags>? tags)
    {
        if (tags is not { Count: > 0 })
            return;
        json.WriteStartArray("schemaTags");
        foreach (var (entity, names) in tags)
        {
            json.WriteStartObject();
            json.WriteStartObject("schemaEntity");
            json.WriteString("entityPath", entity.Path);
            json.WriteString("entityType", entity.Kind.ToName());
            json.WriteEndObject();
            SchemaJson.WriteTexts(json, "tags", names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static TagEdit? ReadEdit(ApiBody body, string added, string removed)
    {
        var (add, remove) = (ReadTags(body, added), ReadTags(body, removed));
        return add.Count + remove.Count == 0 ? null : new TagEdit(add, remove);
    }

    private static List<SchemaTags> ReadTags(ApiBody body, string name) =>
    [
        .. (body.Objects(name) ?? []).Select(tags => new SchemaTags(
            ReadEntity(tags.Object("schemaEntity") ?? throw Missing(name, "schemaEntity")),
            tags.TextList("tags") ?? [])),
    ];

    private static SchemaEntity ReadEntity(ApiBody entity)
    {
        var path = entity.Text("entityPath") ?? throw Missing("schemaEntity", "entityPath");
        return SchemaEntityKindNames.TryParse(entity.OneOf("entityType", Kinds), out var kind)
            ? new SchemaEntity(path, kind)
            : throw Missing("schemaEntity", "entityType");
    }

    private static RuleSetEdit? ReadRuleEdit(ApiBody body, int newVersion)
    {
        var merged = body.Object("rulesToMerge") is { } rules ? SchemaRequestBody.ReadRuleSet(rules) : null;
        var removed = body.TextList("rulesToRemove");
        return merged is null && removed is null
            ? null
            : new RuleSetEdit(newVersion == 0 ? null : newVersion - 1, merged, removed ?? []);
    }

    private static BadRequestException Missing(string owner, string member) =>
        new(400, $"Cannot deserialize `{owner}`: the member {member} is missing");
}
