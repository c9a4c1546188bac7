using System.Text.Json.Nodes;
using SchemaRegistry.Cli.Derivation;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.EndToEnd.Tests.Processes;
using SchemaRegistry.Formats;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>Derives the schema <c>rows</c> of a text, as <c>produce</c> does of a file.</summary>
internal static class Deriving
{
    public static Task<string> FromJsonAsync(
        string text, long? sample = null, SchemaType type = SchemaType.Avro) =>
        FromAsync(text, InputFormat.Json, type, sample);

    public static Task<string> FromCsvAsync(
        string text, long? sample = null, SchemaType type = SchemaType.Avro) =>
        FromAsync(text, InputFormat.Csv, type, sample);

    /// <summary>The fields alone, each as the JSON that stands in the schema.</summary>
    public static string[] FieldsOf(string schema) =>
        [.. JsonNode.Parse(schema)!["fields"]!.AsArray().Select(field => field!.ToJsonString())];

    private static async Task<string> FromAsync(string text, InputFormat format, SchemaType type, long? sample)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "rows");
        await File.WriteAllTextAsync(path, text, CancellationToken.None);
        using var source = await RowSource.OpenAsync(new InputOptions(path, null, format), CancellationToken.None);
        return await DerivedSchema.DeriveAsync(source, "rows", type, sample, CancellationToken.None);
    }
}
