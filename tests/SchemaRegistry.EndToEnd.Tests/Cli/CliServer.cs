using SchemaRegistry.EndToEnd.Tests.Processes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>A server in memory and a folder for input files, for the tests of one class.</summary>
public sealed class CliServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a command that talks to the registry alone.</summary>
    internal Task<CliResult> RunAsync(params string[] words) =>
        CliProcess.RunAsync([.. words, "--registry", Server.Url.ToString()]);

    /// <summary>Runs produce or consume.</summary>
    internal Task<CliResult> RunWithKafkaAsync(params string[] words) =>
        RunAsync([.. words, "--bootstrap", Server.Bootstrap]);

    /// <summary>Runs a command that talks to Kafka alone.</summary>
    internal Task<CliResult> RunOnKafkaAsync(params string[] words) =>
        CliProcess.RunAsync([.. words, "--bootstrap", Server.Bootstrap]);

    /// <summary>Sends rows <c>{"n":0}</c>, <c>{"n":1}</c> and so on to a topic.</summary>
    internal async Task ProduceAsync(string topic, int count)
    {
        var rows = string.Join('\n', Enumerable.Range(0, count).Select(n => $"{{\"n\":{n}}}"));
        var input = WriteFile($"{topic}.jsonl", rows);
        (await RunWithKafkaAsync("produce", topic, "--input", input)).Succeeded();
    }
}
