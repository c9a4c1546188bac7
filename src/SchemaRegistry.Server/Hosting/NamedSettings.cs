namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// The text of the settings <c>kafka-config</c> and <c>registry-config</c>: settings under Kafka's and Confluent's own
/// names, <c>NAME=VALUE</c> with semicolons between them, since commas are part of values.
/// </summary>
public static class NamedSettings
{
    private const char Separator = ';';

    public static string Join(IEnumerable<string> settings) => string.Join(Separator, settings);

    /// <summary>Adds what a text sets; a name that is there already gets the new value.</summary>
    /// <exception cref="ServerStartException">A part of the text is not NAME=VALUE.</exception>
    internal static void Read(string key, string text, Dictionary<string, string> settings)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in text.Split(Separator, Trimmed))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new ServerStartException($"The setting {key} has '{part}'; it must be NAME=VALUE.");
            settings[part[..equals].TrimEnd()] = part[(equals + 1)..].TrimStart();
        }
    }
}
