using SchemaRegistry.EndToEnd.Tests.Processes;

namespace SchemaRegistry.EndToEnd.Tests.RegistryClients;

/// <summary>Confluent's clients against the real process, a scenario each.</summary>
public sealed class ForeignClientTests
{
    /// <summary>npm @confluentinc/schemaregistry.</summary>
    [Theory]
    [InlineData("subjects")]
    [InlineData("settings")]
    [InlineData("errors")]
    [InlineData("references")]
    [InlineData("imports")]
    [InlineData("contracts")]
    [InlineData("associations")]
    [InlineData("keys")]
    [InlineData("encryption")]
    public async Task The_JavaScript_client_gets_what_it_expects(string scenario)
    {
        await RunAsync(RegistryDriver.JavaScript, scenario);
    }

    /// <summary>Debian python3-confluent-kafka.</summary>
    [Theory]
    [InlineData("subjects")]
    [InlineData("settings")]
    [InlineData("errors")]
    [InlineData("references")]
    public async Task The_Python_client_gets_what_it_expects(string scenario)
    {
        await RunAsync(RegistryDriver.Python, scenario);
    }

    private static async Task RunAsync(RegistryDriver driver, string scenario)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, TestContext.Current.CancellationToken);

        await driver.RunAsync(server.Registry, scenario);
    }
}
