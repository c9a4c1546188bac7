using System.Text.Json;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Formats.Tags;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Writes whole answers, members in the order in which the API has them.</summary>
internal static class EntityJson
{
    /// <summary>A version of a subject.</summary>
    public static void WriteEntity(
        Utf8JsonWriter json,
        StoredSchema schema,
        string text,
        IReadOnlyList<SchemaReference> references,
        IReadOnlyList<SchemaTags>? tags = null)
    {
        json.WriteStartObject();
        WriteEntityMembers(json, schema, text, references);
        TagsBody.Write(json, tags);
        WriteRecord(json, schema.Version);
        SchemaJson.WriteRuleSet(json, "ruleSet", schema.Version.Content.RuleSet);
        json.WriteEndObject();
    }

    /// <summary>
    /// What a lookup found. One that was found by its identity is told without its time and state, as the API has it.
    /// </summary>
    public static void WriteFound(Utf8JsonWriter json, FoundSchema found, string text)
    {
        var content = found.Schema.Version.Content;
        json.WriteStartObject();
        WriteEntityMembers(json, found.Schema, text, content.References);
        if (found.Matching == SchemaMatching.Equivalence)
            WriteRecord(json, found.Schema.Version);
        SchemaJson.WriteRuleSet(json, "ruleSet", content.RuleSet);
        json.WriteEndObject();
    }

    /// <summary>A version in a list, with the aliases and associations of its subject.</summary>
    public static void WriteListed(Utf8JsonWriter json, ListedSchema listed, string text)
    {
        var content = listed.Version.Content;
        json.WriteStartObject();
        WriteEntityMembers(
            json, new StoredSchema(listed.Subject, listed.Version, text), text, content.References);
        WriteRecord(json, listed.Version);
        SchemaJson.WriteRuleSet(json, "ruleSet", content.RuleSet);
        if (listed.Aliases.Count > 0)
            SchemaJson.WriteTexts(json, "aliases", listed.Aliases);
        if (listed.Associations.Count > 0)
        {
            json.WritePropertyName("associations");
            AssociationJson.WriteList(json, listed.Associations);
        }

        json.WriteEndObject();
    }

    private static void WriteEntityMembers(
        Utf8JsonWriter json, StoredSchema schema, string text, IReadOnlyList<SchemaReference> references)
    {
        var (version, content) = (schema.Version, schema.Version.Content);
        json.WriteString("subject", schema.Subject.ToString());
        json.WriteNumber("version", version.Version);
        json.WriteNumber("id", version.Id);
        json.WriteString("guid", content.Identity);
        json.WriteString("schemaType", SchemaJson.TypeName(content));
        SchemaJson.WriteReferences(json, references);
        SchemaJson.WriteMetadata(json, "metadata", content.Metadata);
        SchemaJson.WriteText(json, "schema", text);
    }

    private static void WriteRecord(Utf8JsonWriter json, SubjectVersion version)
    {
        json.WriteNumber("ts", version.TimestampMs);
        json.WriteBoolean("deleted", version.IsDeleted);
    }

    /// <summary>
    /// What a registration answers: the id, and what is stored; time and state only of a version that was there and
    /// was found by its meaning.
    /// </summary>
    public static void WriteRegistered(Utf8JsonWriter json, RegisterAnswer answer)
    {
        json.WriteStartObject();
        WriteRegisteredMembers(json, answer);
        json.WriteEndObject();
    }

    public static void WriteRegisteredMembers(Utf8JsonWriter json, RegisterAnswer answer)
    {
        var schema = answer.Schema;
        var (version, content) = (schema.Version, schema.Version.Content);
        json.WriteNumber("id", version.Id);
        json.WriteNumber("version", version.Version);
        json.WriteString("guid", content.Identity);
        json.WriteString("schemaType", SchemaJson.TypeName(content));
        SchemaJson.WriteReferences(json, content.References);
        SchemaJson.WriteMetadata(json, "metadata", content.Metadata);
        SchemaJson.WriteRuleSet(json, "ruleSet", content.RuleSet);
        SchemaJson.WriteText(json, "schema", schema.Text);
        if (answer.Matching == SchemaMatching.Equivalence)
            WriteRecord(json, version);
    }

    /// <summary>What an id stands for, with one of its holders.</summary>
    public static void WriteById(
        Utf8JsonWriter json,
        IdAnswer answer,
        string text,
        IReadOnlyList<SchemaReference> references,
        int? maxId,
        IReadOnlyList<SchemaTags>? tags = null)
    {
        json.WriteStartObject();
        json.WriteString("subject", answer.Holder.Subject.ToString());
        json.WriteNumber("version", answer.Holder.Version);
        WriteContent(json, answer.Content, text, references);
        TagsBody.Write(json, tags);
        if (maxId is { } highest)
            json.WriteNumber("maxId", highest);
        if (answer.Version is { } version)
            WriteRecord(json, version);

        json.WriteEndObject();
    }

    /// <summary>What a GUID stands for, in whatever context.</summary>
    public static void WriteByGuid(Utf8JsonWriter json, SchemaContent content, string text)
    {
        json.WriteStartObject();
        WriteContent(json, content, text, content.References);
        json.WriteEndObject();
    }

    /// <param name="json">Gets the object.</param>
    /// <param name="config">What is not set is left out.</param>
    /// <param name="levelName">The level's name differs: <c>compatibilityLevel</c> in GET and DELETE,
    /// <c>compatibility</c> in PUT.</param>
    public static void WriteConfig(Utf8JsonWriter json, RegistryConfig config, string levelName)
    {
        json.WriteStartObject();
        WriteSettings(json, config, levelName);
    }

    /// <summary>The same as a member of another object.</summary>
    public static void WriteConfig(Utf8JsonWriter json, string name, RegistryConfig config, string levelName)
    {
        json.WriteStartObject(name);
        WriteSettings(json, config, levelName);
    }

    private static void WriteSettings(Utf8JsonWriter json, RegistryConfig config, string levelName)
    {
        SchemaJson.WriteText(json, "alias", config.Alias);
        SchemaJson.WriteText(json, "aliasForDeks", config.AliasForDeks);
        WriteBool(json, "normalize", config.Normalize);
        WriteBool(json, "validateFields", config.ValidateFields);
        WriteBool(json, "validateNewSchemas", config.ValidateNewSchemas);
        WriteBool(json, "validateRules", config.ValidateRules);
        SchemaJson.WriteText(json, levelName, config.Level?.ToName());
        SchemaJson.WriteText(json, "compatibilityPolicy", config.Policy);
        SchemaJson.WriteText(json, "compatibilityGroup", config.Group);
        SchemaJson.WriteMetadata(json, "defaultMetadata", config.DefaultMetadata);
        SchemaJson.WriteMetadata(json, "overrideMetadata", config.OverrideMetadata);
        SchemaJson.WriteRuleSet(json, "defaultRuleSet", config.DefaultRuleSet);
        SchemaJson.WriteRuleSet(json, "overrideRuleSet", config.OverrideRuleSet);
        json.WriteEndObject();
    }

    private static void WriteContent(
        Utf8JsonWriter json, SchemaContent content, string text, IReadOnlyList<SchemaReference> references)
    {
        json.WriteString("guid", content.Identity);
        json.WriteString("schemaType", SchemaJson.TypeName(content));
        SchemaJson.WriteText(json, "schema", text);
        SchemaJson.WriteReferences(json, references);
        SchemaJson.WriteMetadata(json, "metadata", content.Metadata);
        SchemaJson.WriteRuleSet(json, "ruleSet", content.RuleSet);
    }

    private static void WriteBool(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
            json.WriteBoolean(name, known);
    }
}
