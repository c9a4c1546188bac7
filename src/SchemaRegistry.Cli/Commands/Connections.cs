using System.CommandLine;
using System.Globalization;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Cli.Commands;

/// <summary>The options that say where registry and Kafka are, with the defaults of <c>serve</c>.</summary>
internal static class Connections
{
    public static Option<string> Registry() => new("--registry")
    {
        Description = "Address of the schema registry; several with commas. A user may stand in it: http://user:password@host:8081.",
        DefaultValueFactory = _ => "http://127.0.0.1:8081",
    };

    public static Option<string> Bootstrap() => new("--bootstrap")
    {
        Description = "HOST:PORT of a Kafka broker; several with commas.",
        DefaultValueFactory = _ => "127.0.0.1:9092",
    };

    public static Option<string[]> References() => new("--reference")
    {
        Description = "A schema that this one refers to, as NAME=SUBJECT:VERSION; may be repeated.",
    };

    public static SchemaRegistryClient Open(string registry)
    {
        var urls = registry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(urls, url => !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) is { } wrong)
            throw new CommandException($"--registry has '{wrong}', which is no http address.", 2);
        return urls.Length > 0
            ? SchemaRegistryClient.Create(string.Join(',', urls))
            : throw new CommandException("--registry has no address.", 2);
    }

    /// <summary>The schema of a file, with the references that were given.</summary>
    /// <param name="path">The file; - for standard input.</param>
    /// <param name="type">The language, or null to tell it by the file.</param>
    /// <param name="references">NAME=SUBJECT:VERSION each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SchemaDefinition> ReadSchemaAsync(
        string path, SchemaType? type, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        if (path != "-" && !File.Exists(path))
            throw new CommandException($"There is no file {path}.", 2);
        var text = path == "-"
            ? await Console.In.ReadToEndAsync(cancellationToken)
            : await File.ReadAllTextAsync(path, cancellationToken);
        return new SchemaDefinition(type ?? SchemaFormatOption.Guess(path, text), text)
        {
            References = [.. references.Select(ReadReference)],
        };
    }

    private static SchemaReference ReadReference(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':');
        if (equals > 0 && colon > equals + 1
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return new SchemaReference(text[..equals], text[(equals + 1)..colon], version);
        }

        throw new CommandException($"--reference has '{text}'; it must be NAME=SUBJECT:VERSION.", 2);
    }
}
