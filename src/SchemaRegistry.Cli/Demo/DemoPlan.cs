using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaRegistry.Cli.Demo;

/// <summary>What the demo shows: <c>demo.json</c> beside the examples.</summary>
internal sealed record DemoPlan(
    IReadOnlyList<DemoSchema> Schemas, IReadOnlyList<DemoEvents> Events, DemoSchema Evolution, DemoSchema Refused)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "examples", "avro");

    public static DemoPlan Read() =>
        JsonSerializer.Deserialize(File.ReadAllText(PathOf("demo.json")), DemoJson.Default.DemoPlan)!;

    public static string PathOf(string file) => Path.Combine(Folder, file);
}

/// <summary>A schema's file, its subject, and what it refers to as NAME=SUBJECT:VERSION.</summary>
internal sealed record DemoSchema(string File, string Subject, IReadOnlyList<string>? References);

/// <summary>Events of a topic, a JSON object a line, written with the schema of a file.</summary>
internal sealed record DemoEvents(string Topic, string Schema, string File);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoPlan))]
internal sealed partial class DemoJson : JsonSerializerContext;
