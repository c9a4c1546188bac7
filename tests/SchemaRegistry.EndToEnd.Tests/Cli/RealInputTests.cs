using System.Text.Json;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>Data that nobody here made goes through produce and consume, and is the same afterwards.</summary>
public sealed class RealInputTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartOnDiskAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("flights-200k.json", null, "avro")]
    [InlineData("flights-200k.json", null, "protobuf")]
    [InlineData("flights-200k.json", null, "json")]
    [InlineData("earthquakes.json", "features", "avro")]
    [InlineData("earthquakes.json", "features", "protobuf")]
    [InlineData("earthquakes.json", "features", "json")]
    [InlineData("movies.json", null, "avro")]
    [InlineData("movies.json", null, "protobuf")]
    [InlineData("movies.json", null, "json")]
    public async Task A_JSON_file_loses_nothing_on_its_way_through_the_log(string file, string? member, string format)
    {
        var path = DataSet.PathOrSkip(file);
        using var document = JsonDocument.Parse(
            await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        var rows = member is null ? document.RootElement : document.RootElement.GetProperty(member);

        var decoded = await SendAndReadAsync(
            path, ["--format", format, .. member is null ? [] : new[] { "--records", $"/{member}" }]);

        Assert.Equal(rows.GetArrayLength(), decoded.Length);
        Assert.Equal(
            CanonicalJson.Checksum(rows.EnumerateArray().Select(CanonicalJson.Of)),
            CanonicalJson.Checksum(decoded.Select(line => Parsed(line, CanonicalJson.Of))));
    }

    [Theory]
    [InlineData("birdstrikes.csv", "avro")]
    [InlineData("birdstrikes.csv", "protobuf")]
    [InlineData("birdstrikes.csv", "json")]
    [InlineData("sp500-2000.csv", "avro")]
    [InlineData("sp500-2000.csv", "protobuf")]
    [InlineData("sp500-2000.csv", "json")]
    public async Task A_CSV_file_loses_nothing_on_its_way_through_the_log(string file, string format)
    {
        var path = DataSet.PathOrSkip(file);
        var rows = CanonicalCsv.ReadRows(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        var decoded = await SendAndReadAsync(path, ["--format", format]);

        Assert.Equal(rows.Count, decoded.Length);
        Assert.Equal(
            CanonicalJson.Checksum(rows),
            CanonicalJson.Checksum(decoded.Select(line => Parsed(line, CanonicalCsv.Of))));
    }

    /// <summary>The decoded values, a JSON object each.</summary>
    private async Task<string[]> SendAndReadAsync(string path, string[] options)
    {
        string[] server = ["--registry", _server.Url.ToString(), "--bootstrap", _server.Bootstrap];
        (await CliProcess.RunAsync(["produce", "real", "--input", path, .. options, .. server])).Succeeded();
        return (await CliProcess.RunAsync(["consume", "real", "--exit-at-end", .. server])).Succeeded().Lines;
    }

    private static string Parsed(string line, Func<JsonElement, string> read)
    {
        using var row = JsonDocument.Parse(line);
        return read(row.RootElement);
    }
}
