using System.CommandLine;
using SchemaRegistry.Formats;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>--format avro|protobuf|json</c>.</summary>
internal static class SchemaFormatOption
{
    public static Option<SchemaType?> Create(string description) => new("--format")
    {
        Description = description,
        HelpName = "avro|protobuf|json",
    };

    public static Option<SchemaType?> OfFile() =>
        Create("The schema's language. [default: .proto is protobuf, JSON with $schema is json, else avro]");

    /// <summary>The language of a schema file by its name and text, where the user does not say it.</summary>
    public static SchemaType Guess(string path, string text)
    {
        if (Path.GetExtension(path).Equals(".proto", StringComparison.OrdinalIgnoreCase))
            return SchemaType.Protobuf;
        return path.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase)
            || text.Contains("\"$schema\"", StringComparison.Ordinal)
                ? SchemaType.Json
                : SchemaType.Avro;
    }
}
