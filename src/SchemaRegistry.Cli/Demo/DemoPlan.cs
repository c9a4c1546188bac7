using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaRegistry.Cli.Demo;

/// <summary>What the demo shows: <c>demo.json</c> beside the examples.</summary>
internal sealed record DemoPlan(
    IReadOnlyList<DemoSchema> Schemas,
    DemoSchema Evolution,
    IReadOnlyList<DemoEvents> Events,
    IReadOnlyList<DemoSchema> Refused)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "examples");

    public static DemoPlan Read() =>
        JsonSerializer.Deserialize(File.ReadAllText(PathOf("demo.json")), DemoJson.Default.DemoPlan)!;

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The schema of a file that is registered.</summary>
    public DemoSchema Find(string file) => Schemas.Append(Evolution).First(known => known.File == file);
}

/// <summary>
/// A schema's file, its subject, what it refers to as NAME=SUBJECT:VERSION, and what is wrong with it, if anything.
/// </summary>
internal sealed record DemoSchema(string File, string Subject, IReadOnlyList<string>? References, string? Why);

/// <summary>
/// Events of a topic, a JSON object a line, written with the schema of a file, or as a Protobuf message.
/// </summary>
internal sealed record DemoEvents(string Topic, string? Schema, string? Message, string File);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoPlan))]
internal sealed partial class DemoJson : JsonSerializerContext;
