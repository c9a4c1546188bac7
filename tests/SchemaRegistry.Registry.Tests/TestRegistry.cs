using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Tests;

/// <summary>Short ways to open a registry and to talk to it.</summary>
internal static class TestRegistry
{
    public static readonly CancellationToken None = CancellationToken.None;

    public static OpenRegistry Open(IRegistryStore? store = null) =>
        OpenRegistry.Open(
            store ?? new MemoryRegistryStore(),
            [
                new SchemaLanguage(AvroFormat.Instance, AvroRules.Instance),
                new SchemaLanguage(JsonSchemaFormat.Instance, JsonSchemaRules.Instance),
            ],
            new RegistryOptions(),
            new RegistrySurroundings(TimeProvider.System, NullLoggerFactory.Instance));

    public static QualifiedSubject Subject(string text) => QualifiedSubject.Parse(text);

    public static string Record(string name, params string[] fields) =>
        $$"""{"type":"record","name":"{{name}}","fields":[{{string.Join(',', fields.Select(Field))}}]}""";

    public static Task<RegisterAnswer> RegisterAsync(
        this OpenRegistry registry, string subject, string text, params SchemaReference[] references) =>
        registry.Writer.RegisterAsync(
            Subject(subject), new SchemaRequest { Text = text, References = references }, None);

    public static async Task<RegistryErrorCode> RefusalOf(Task task) =>
        (await Assert.ThrowsAsync<RegistryException>(() => task)).Code;

    public static IReadOnlyList<int> Versions(this OpenRegistry registry, string subject) =>
        [.. registry.Reader.FindSubject(Subject(subject))?.Versions.Where(version => !version.IsDeleted)
            .Select(version => version.Version) ?? []];

    private static string Field(string name) =>
        name.EndsWith('?')
            ? $$"""{"name":"{{name[..^1]}}","type":["null","string"],"default":null}"""
            : $$"""{"name":"{{name}}","type":"string"}""";
}
