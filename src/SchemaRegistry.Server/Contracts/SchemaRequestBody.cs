using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Reads the body that registers, looks up and checks schemas.</summary>
internal static class SchemaRequestBody
{
    private static readonly string[] Kinds = ["TRANSFORM", "CONDITION"];
    private static readonly string[] Modes = ["UPGRADE", "DOWNGRADE", "UPDOWN", "WRITE", "READ", "WRITEREAD"];
    private static readonly string[] EnableAts = ["ALL", "CLIENT", "GATEWAY", "SERVER", "NONE"];

    public static SchemaRequest Read(ApiBody body) => new()
    {
        Text = body.Text("schema"),
        TypeName = body.Text("schemaType"),
        References = [.. (body.Objects("references") ?? []).Select(reference => ReadReference(body, reference))],
        Metadata = body.Object("metadata") is { } metadata ? ReadMetadata(metadata) : null,
        RuleSet = body.Object("ruleSet") is { } rules ? ReadRuleSet(rules) : null,
        Version = body.Int("version"),
        Id = body.Int("id"),
        Tagging = TagsBody.ReadTagging(body),
    };

    public static SchemaMetadata ReadMetadata(ApiBody body) => new()
    {
        Tags = body.TextsMap("tags"),
        Properties = body.TextMap("properties"),
        Sensitive = body.Texts("sensitive"),
    };

    public static SchemaRuleSet ReadRuleSet(ApiBody body) => new()
    {
        MigrationRules = ReadRules(body, "migrationRules"),
        DomainRules = ReadRules(body, "domainRules"),
        EncodingRules = ReadRules(body, "encodingRules"),
        EnableAt = body.OneOf("enableAt", EnableAts),
    };

    private static SchemaReference ReadReference(ApiBody body, ApiBody reference)
    {
        var (name, subject, version) = (reference.Text("name"), reference.Text("subject"), reference.Int("version"));
        if (name is not null && subject is not null && version is not null)
            return new SchemaReference(name, subject, version.Value);
        var typeName = body.Text("schemaType") ?? SchemaTypeNames.Avro;
        if (!SchemaTypeNames.TryParse(typeName, out var type))
            throw new RegistryException(RegistryErrorCode.UnknownSchemaType) { Text = typeName };
        var shownVersion = version?.ToString(CultureInfo.InvariantCulture) ?? "null";
        throw new RegistryException(RegistryErrorCode.InvalidReference)
        {
            Type = type,
            Text = $"{{name='{name ?? "null"}', subject='{subject ?? "null"}', version={shownVersion}}}",
        };
    }

    private static List<SchemaRule>? ReadRules(ApiBody body, string name) =>
        body.Objects(name)?.Select(ReadRule).ToList();

    private static SchemaRule ReadRule(ApiBody body) => new()
    {
        Name = body.Text("name"),
        Doc = body.Text("doc"),
        Kind = body.OneOf("kind", Kinds) ?? "TRANSFORM",
        Mode = body.OneOf("mode", Modes) ?? "WRITEREAD",
        Type = body.Text("type"),
        Tags = body.Texts("tags"),
        Params = body.TextMap("params"),
        Expr = body.Text("expr"),
        OnSuccess = body.Text("onSuccess"),
        OnFailure = body.Text("onFailure"),
        Disabled = body.Bool("disabled") ?? false,
    };
}
