using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.EndToEnd.Tests.Processes;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class ServeTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("kafka")]
    public async Task A_port_that_is_taken_is_one_line_and_exit_code_1(string surface)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;

        var run = await CliProcess.RunAsync(
            "serve", "--urls", $"http://{(surface == "http" ? address : "127.0.0.1:0")}",
            "--kafka", surface == "kafka" ? address : "127.0.0.1:0");

        AssertRefused(run, address.Split(':')[1]);
    }

    [Fact]
    public async Task A_folder_in_use_is_one_line_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, TestContext.Current.CancellationToken);

        AssertRefused(await ServeAsync(folder.Path), folder.Path);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_one_line_and_exit_code_1()
    {
        // Below /proc nobody makes a folder, not even root, for whom permissions mean nothing.
        AssertRefused(await ServeAsync("/proc/schema-registry"), "/proc/schema-registry");
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_one_line_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);

        AssertRefused(await ServeAsync(path), path);
    }

    [Fact]
    public async Task A_setting_of_the_broker_that_can_not_be_is_one_line_and_exit_code_1()
    {
        var run = await CliProcess.RunAsync(
            "serve", "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0",
            "--kafka-config", "group.max.size=5", "--kafka-config", "num.partitions=none");

        AssertRefused(run, "num.partitions");
    }

    [Fact]
    public async Task Settings_of_the_broker_act_and_are_told_to_those_who_ask()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(
            folder.Path,
            ["--kafka-config", "num.partitions=3", "--kafka-config", "log.cleanup.policy=compact,delete"],
            TestContext.Current.CancellationToken);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = server.Bootstrap }).Build();

        await admin.CreateTopicsAsync([new() { Name = "orders" }]);

        var described = await admin.DescribeConfigsAsync(
            [new() { Type = ResourceType.Topic, Name = "orders" }, new() { Type = ResourceType.Broker, Name = "1" }]);
        Assert.Equal(3, admin.GetMetadata("orders", TimeSpan.FromSeconds(20)).Topics[0].Partitions.Count);
        Assert.Equal("compact,delete", described[0].Entries["cleanup.policy"].Value);
        Assert.Equal(ConfigSource.StaticBrokerConfig, described[0].Entries["cleanup.policy"].Source);
        Assert.Equal("3", described[1].Entries["num.partitions"].Value);
    }

    [Fact]
    public async Task SIGTERM_ends_with_exit_code_0_and_leaves_the_folder_free()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await ServerProcess.StartAsync(folder.Path, TestContext.Current.CancellationToken))
        {
            using (var terminate = Process.Start("kill", ["-TERM", $"{server.Id}"]))
                await terminate.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, await server.WaitForExitAsync(TestContext.Current.CancellationToken));
        }

        await using var again = await ServerProcess.StartAsync(folder.Path, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, again.Registry.Port);
    }

    private static Task<CliResult> ServeAsync(string folder) => CliProcess.RunAsync(
        "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--kafka", "127.0.0.1:0");

    private static void AssertRefused(CliResult run, string named)
    {
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }
}
