using System.CommandLine;
using SchemaRegistry.Server.Hosting;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>serve</c>: registry and log until Ctrl+C or SIGTERM.</summary>
internal static class ServeCommand
{
    /// <summary>Each flag is a setting of the server under the same name.</summary>
    private static readonly (string Key, string Description)[] Settings =
    [
        ("data", "Folder of database and log; without it everything is in memory and gone at the end."),
        ("urls", "Where HTTP listens, http://IP:PORT; several with commas. [default: http://127.0.0.1:8081]"),
        ("kafka", "Where Kafka listens, IP:PORT, or 'off'. [default: 127.0.0.1:9092]"),
        ("kafka-advertised", "The HOST:PORT that Kafka clients are told. [default: the one that they reached]"),
        ("compatibility", "The compatibility level where no config says one. [default: BACKWARD]"),
        ("max-body-bytes", "Largest request body in bytes. [default: 16777216]"),
        ("max-schema-characters", "Largest schema in characters, in its stored form. [default: 16777216]"),
        ("users-file", "File of users for HTTP basic authentication, 'user: password' a line. [default: everybody]"),
        ("deployment-attributes", "What GET /v1/metadata/deployment tells, with commas. [default: nothing]"),
        ("cors-origins", "Origins whose pages may call the API, with commas; * for all. [default: none]"),
        ("log-level", "trace, debug, information, warning, error or critical. [default: warning]"),
        ("log-format", "text or json, on standard error. [default: text]"),
    ];

    public static Command Create()
    {
        var options = Settings
            .Select(setting => new Option<string?>($"--{setting.Key}") { Description = setting.Description })
            .ToList();
        var config = new Option<string?>("--config")
        {
            Description = "A JSON file of these settings. Flags win over SCHEMA_REGISTRY_… variables, which win over the file. "
                + "Only these two have local-kms-secret and local-kms-old-secrets: a command line is no place for secrets.",
        };
        var kafka = new Option<string[]>("--kafka-config")
        {
            Description = "A setting of the Kafka broker, NAME=VALUE under Kafka's name; may be given several times.",
        };
        var registry = new Option<string[]>("--registry-config")
        {
            Description = "A setting of the registry, NAME=VALUE under Confluent's name; may be given several times.",
        };
        var command = new Command("serve", "Run registry and log.") { config, kafka, registry };
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction((result, cancellationToken) =>
        {
            var flags = Settings
                .Zip(options, (setting, option) => (setting.Key, Value: result.GetValue(option)))
                .Where(flag => flag.Value is not null)
                .ToDictionary(flag => flag.Key, flag => flag.Value!);
            if (result.GetValue(kafka) is { Length: > 0 } settings)
                flags["kafka-config"] = NamedSettings.Join(settings);
            if (result.GetValue(registry) is { Length: > 0 } registrySettings)
                flags["registry-config"] = NamedSettings.Join(registrySettings);
            return RunAsync(ServerSettings.Compose(flags, result.GetValue(config)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(options, cancellationToken);
        foreach (var repair in server.Repairs)
            await Console.Error.WriteLineAsync($"repaired: {repair}");
        foreach (var url in server.Urls)
            Console.WriteLine($"registry  {url.GetLeftPart(UriPartial.Authority)}");
        if (server.KafkaEndpoint is { } kafka)
            Console.WriteLine($"kafka     {kafka}");
        Console.WriteLine(options.DataFolder is { } folder ? $"data      {Path.GetFullPath(folder)}" : "data      in memory only");
        await server.WaitForShutdownAsync(cancellationToken);
        Console.WriteLine("stopped");
        return 0;
    }
}
