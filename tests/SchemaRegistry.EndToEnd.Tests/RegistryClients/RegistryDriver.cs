using System.Diagnostics;
using System.Text.Json.Nodes;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.RegistryClients;

/// <summary>
/// A registry client in another language: a driver in the folder <c>Drivers</c> runs one scenario and asserts what its
/// client makes of the answers.
/// </summary>
internal sealed class RegistryDriver
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string Packages = Repository.File("tests/.packages/node_modules");

    private readonly string _interpreter;
    private readonly string _file;

    private RegistryDriver(string interpreter, string file) => (_interpreter, _file) = (interpreter, file);

    public static RegistryDriver JavaScript { get; } = new($"{Packages}/.bin/node", "confluent.mjs");

    /// <summary>Debian's interpreter, which sees Debian's packages.</summary>
    public static RegistryDriver Python { get; } = new("/usr/bin/python3", "confluent.py");

    /// <summary>
    /// Runs a scenario to its end; fails the test when it fails, and skips it where its packages are missing.
    /// </summary>
    /// <returns>The result of the scenario.</returns>
    public async Task<JsonObject> RunAsync(Uri registry, string scenario, params string[] words)
    {
        if (!File.Exists(_interpreter))
            Assert.Skip($"{_interpreter} is not installed (tests/run.sh installs it).");

        using var process = Process.Start(Start(registry, scenario, words))!;
        using var deadline = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        var last = (await output).TrimEnd().Split('\n')[^1];
        if (last.StartsWith("missing ", StringComparison.Ordinal))
            Assert.Skip($"{last[8..]} is not installed (tests/run.sh installs it).");
        Assert.True(process.ExitCode == 0, $"{_file} {scenario} ended with {process.ExitCode}:\n{await errors}");
        return JsonNode.Parse(last)!.AsObject();
    }

    private ProcessStartInfo Start(Uri registry, string scenario, string[] words)
    {
        var driver = Repository.File($"tests/SchemaRegistry.EndToEnd.Tests/RegistryClients/Drivers/{_file}");
        return new ProcessStartInfo(_interpreter, [driver, registry.ToString().TrimEnd('/'), scenario, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = Packages, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
    }
}
