using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// Composes <see cref="ServerOptions"/>: flags win over environment variables (<c>SCHEMA_REGISTRY_</c> and the key in
/// upper case with underscores), which win over a JSON file. A key that is not known, or has no such value, is an error
/// that names it. <c>kafka-config</c> and
/// <c>registry-config</c> are composed name by name.
/// </summary>
public static class ServerSettings
{
    private const string EnvironmentPrefix = "SCHEMA_REGISTRY_";
    private const string KafkaKey = "kafka-config";
    private const string RegistryKey = "registry-config";
    private const string SecretKey = "local-kms-secret";
    private const string OldSecretsKey = "local-kms-old-secrets";

    private static readonly string[] Keys =
    [
        "data", "urls", "kafka", "kafka-advertised", KafkaKey, "compatibility", "max-body-bytes", "max-schema-characters", "cors-origins",
        RegistryKey, "deployment-attributes", "users-file", SecretKey, OldSecretsKey, "log-level", "log-format",
    ];

    /// <param name="flags">What the command line gave, by key; absent keys are not in it.</param>
    /// <param name="configFile">A JSON file of the same keys, or null.</param>
    /// <exception cref="ServerStartException">The file can not be read, or a setting is wrong.</exception>
    public static ServerOptions Compose(IReadOnlyDictionary<string, string> flags, string? configFile)
    {
        var values = new Dictionary<string, string>();
        var kafka = new Dictionary<string, string>();
        var registry = new Dictionary<string, string>();
        foreach (var source in new[] { ReadFile(configFile), ReadEnvironment(), flags })
        {
            foreach (var (key, value) in source)
                values[key] = value;
            if (source.TryGetValue(KafkaKey, out var text))
                NamedSettings.Read(KafkaKey, text, kafka);
            if (source.TryGetValue(RegistryKey, out var registryText))
                NamedSettings.Read(RegistryKey, registryText, registry);
        }

        return RegistrySettings.Apply(Build(values), registry) with { KafkaSettings = kafka };
    }

    private static ServerOptions Build(Dictionary<string, string> values)
    {
        var defaults = new ServerOptions();
        return new ServerOptions
        {
            DataFolder = values.GetValueOrDefault("data"),
            Urls = values.TryGetValue("urls", out var urls) && Split(urls) is { Length: > 0 } given ? given : defaults.Urls,
            KafkaEndpoint = values.TryGetValue("kafka", out var kafka) ? (kafka is "off" or "" ? null : kafka) : defaults.KafkaEndpoint,
            KafkaAdvertised = values.GetValueOrDefault("kafka-advertised"),
            DefaultCompatibility = Read(values, "compatibility", defaults.DefaultCompatibility, ParseLevel),
            MaxBodyBytes = Read(values, "max-body-bytes", defaults.MaxBodyBytes, ParseBytes),
            MaxSchemaCharacters = Read(values, "max-schema-characters", defaults.MaxSchemaCharacters, ParseCount),
            DeploymentAttributes = values.TryGetValue("deployment-attributes", out var attributes) ? Split(attributes) : [],
            UsersFile = values.GetValueOrDefault("users-file"),
            KeyManagement = [ReadLocalKeys(values)],
            CorsOrigins = values.TryGetValue("cors-origins", out var origins) ? Split(origins) : defaults.CorsOrigins,
            LogLevel = Read(values, "log-level", defaults.LogLevel, ParseLogLevel),
            LogsJson = Read(values, "log-format", false, ParseFormat),
        };
    }

    private static IReadOnlyDictionary<string, string> ReadFile(string? path)
    {
        if (path is null)
            return new Dictionary<string, string>();
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build();
            var values = new Dictionary<string, string>();
            foreach (var section in file.GetChildren())
            {
                if (!Keys.Contains(section.Key))
                    throw new ServerStartException($"{path} has the unknown key '{section.Key}'. Known are: {string.Join(", ", Keys)}.");
                values[section.Key] = section.Value ?? (section.Key is KafkaKey or RegistryKey
                    ? NamedSettings.Join(section.GetChildren().Select(item => $"{item.Key}={item.Value}"))
                    : string.Join(',', section.GetChildren().Select(item => item.Value)));
            }

            return values;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new ServerStartException($"The settings file {path} can not be read: {e.Message}");
        }
    }

    private static Dictionary<string, string> ReadEnvironment()
    {
        var values = new Dictionary<string, string>();
        foreach (var key in Keys)
        {
            var name = EnvironmentPrefix + key.Replace('-', '_').ToUpperInvariant();
            if (Environment.GetEnvironmentVariable(name) is { } value)
                values[key] = value;
        }

        return values;
    }

    /// <summary>The secrets are not said in any error.</summary>
    private static LocalKeyManagement ReadLocalKeys(Dictionary<string, string> values)
    {
        var secret = values.GetValueOrDefault(SecretKey);
        if (secret is "")
            throw new ServerStartException($"The setting {SecretKey} is empty. Give it a secret, or leave it out.");
        var old = values.GetValueOrDefault(OldSecretsKey)?.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new LocalKeyManagement(secret, old);
    }

    private static T Read<T>(
        Dictionary<string, string> values, string key, T otherwise, Func<string, (bool IsLegal, T Value)> parse)
    {
        if (!values.TryGetValue(key, out var text))
            return otherwise;
        var (isLegal, value) = parse(text);
        return isLegal ? value : throw new ServerStartException($"The setting {key} has the value '{text}', which it can not have.");
    }

    private static (bool IsLegal, CompatibilityLevel Value) ParseLevel(string text) =>
        (CompatibilityLevelNames.TryParse(text, out var level), level);

    private static (bool IsLegal, long Value) ParseBytes(string text) =>
        (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0, bytes);

    private static (bool IsLegal, int Value) ParseCount(string text) =>
        (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0, count);

    private static (bool IsLegal, LogLevel Value) ParseLogLevel(string text) =>
        (Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level), level);

    private static (bool IsLegal, bool Value) ParseFormat(string text) => (text is "text" or "json", text == "json");

    private static string[] Split(string text) =>
        text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
