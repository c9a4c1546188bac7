using SchemaRegistry.Server.Hosting;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// Turns the settings of a case into options as the command line does: names with a dot are Confluent's, the others the
/// server's own. The value of <c>users-file</c> is the content of the file.
/// </summary>
internal sealed class ScriptSettings : IDisposable
{
    private const string UsersFile = "users-file";

    private readonly string _usersFile = Path.GetTempFileName();

    public ServerOptions Apply(IReadOnlyDictionary<string, string> settings, ServerOptions options)
    {
        var flags = settings.Where(setting => !setting.Key.Contains('.')).ToDictionary();
        var named = settings.Where(setting => setting.Key.Contains('.')).Select(setting => $"{setting.Key}={setting.Value}");
        flags["registry-config"] = NamedSettings.Join(named);
        if (flags.TryGetValue(UsersFile, out var users))
        {
            File.WriteAllText(_usersFile, users);
            flags[UsersFile] = _usersFile;
        }

        return ServerSettings.Compose(flags, configFile: null) with
        {
            Urls = options.Urls,
            KafkaEndpoint = options.KafkaEndpoint,
        };
    }

    public void Dispose() => File.Delete(_usersFile);
}
