using SchemaRegistry.Formats.References;
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
        References = [.. (body.Objects("references") ?? []).Select(ReadReference)],
        Metadata = body.Object("metadata") is { } metadata ? ReadMetadata(metadata) : null,
        RuleSet = body.Object("ruleSet") is { } rules ? ReadRuleSet(rules) : null,
        Version = body.Int("version"),
        Id = body.Int("id"),
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

    /// <summary>A version that is left out means latest, as −1 does.</summary>
    private static SchemaReference ReadReference(ApiBody body) =>
        new(body.Text("name") ?? "", body.Text("subject") ?? "", body.Int("version") ?? -1);

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
