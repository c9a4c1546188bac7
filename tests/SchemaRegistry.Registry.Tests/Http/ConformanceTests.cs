using System.ComponentModel;
using System.Diagnostics;
using SchemaRegistry.TestKit;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Puts the reference tables to a running server with the script that comes with them.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("avro.jsonl")]
    [InlineData("protobuf.jsonl")]
    [InlineData("json.jsonl")]
    public async Task Every_case_of_the_reference_tables_is_answered_right(string file)
    {
        var script = SharedReference.PathOrSkip("conformance/run.py");
        var table = SharedReference.PathOrSkip($"conformance/given/{file}");
        await using var server = await TestServer.StartOnDiskAsync();
        var start = new ProcessStartInfo("python3") { ArgumentList = { script, table }, RedirectStandardOutput = true };
        start.Environment["REGISTRY_URL"] = server.Url.ToString();

        var output = await RunAsync(start);

        Assert.Contains($"{File.ReadLines(table).Count()} passed, 0 failed", output);
    }

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start)!;
            return await process.StandardOutput.ReadToEndAsync();
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not here.");
            throw;
        }
    }
}
