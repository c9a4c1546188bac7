namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class ProduceTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Rows = "{\"id\":1,\"at\":{\"x\":1}}\n{\"id\":2,\"at\":{\"x\":\"far\"}}\n{\"id\":3,\"at\":{\"x\":3}}\n";
    private const string Schema = """
        {"type":"record","name":"Row","fields":[{"name":"id","type":"int"},
        {"name":"at","type":{"type":"record","name":"Place","fields":[{"name":"x","type":"int"}]}}]}
        """;

    [Fact]
    public async Task A_row_that_does_not_fit_stops_with_its_number_line_and_path()
    {
        var run = await ProduceAsync("stops");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("row 2 (line 2) does not fit: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("at.x", run.Error.Replace('/', '.'), StringComparison.Ordinal);
        Assert.StartsWith("1 of 2 rows are in stops", run.Output, StringComparison.Ordinal);
        Assert.Equal(["""{"id":1,"at":{"x":1}}"""], await ReadAsync("stops"));
    }

    [Fact]
    public async Task A_row_that_does_not_fit_is_told_and_counted_when_the_run_goes_on()
    {
        var run = await ProduceAsync("goes-on", "--on-error", "continue");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("row 2 (line 2) does not fit: ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 of 3 rows are in goes-on", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("; 1 did not fit\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(["""{"id":1,"at":{"x":1}}""", """{"id":3,"at":{"x":3}}"""], await ReadAsync("goes-on"));
    }

    [Fact]
    public async Task A_sample_that_is_too_small_makes_a_later_row_not_fit()
    {
        var input = server.WriteFile("sample.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"a\":2.5}\n");

        var tooSmall = await server.RunWithKafkaAsync("produce", "sample-2", "--input", input, "--sample", "2");
        var enough = await server.RunWithKafkaAsync("produce", "sample-3", "--input", input, "--sample", "3");

        Assert.Equal((1, 0), (tooSmall.ExitCode, enough.ExitCode));
        Assert.StartsWith("row 3 (line 3) does not fit: ", tooSmall.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_before_a_broken_one_are_sent_and_told()
    {
        var input = server.WriteFile("broken.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"a\":");

        var run = await server.RunWithKafkaAsync("produce", "broken", "--input", input, "--sample", "1");

        Assert.NotEqual(0, run.ExitCode);
        Assert.StartsWith("2 of 2 rows are in broken", run.Output, StringComparison.Ordinal);
        Assert.Equal(["""{"a":1}""", """{"a":2}"""], await ReadAsync("broken"));
    }

    [Fact]
    public async Task A_row_that_is_larger_than_the_client_sends_is_told()
    {
        var large = new string('x', 1_100_000);
        var input = server.WriteFile("large.jsonl", $"{{\"a\":\"y\"}}\n{{\"a\":\"{large}\"}}\n{{\"a\":\"z\"}}\n");

        var run = await server.RunWithKafkaAsync("produce", "large", "--input", input, "--on-error", "continue");

        Assert.StartsWith("row 2 (line 2) does not fit: ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 of 3 rows are in large", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_becomes_the_key()
    {
        var input = server.WriteFile("key.jsonl", "{\"k\":\"ä\"}\n{\"k\":7}\n{\"k\":null}\n{}\n");

        (await server.RunWithKafkaAsync("produce", "keyed", "--input", input, "--key", "k")).Succeeded();
        var read = (await server.RunWithKafkaAsync("consume", "keyed", "--exit-at-end", "--envelope")).Succeeded();

        Assert.Equal(
            ["\"key\":\"ä\",", "\"key\":\"7\",", "\"key\":null,", "\"key\":null,"],
            read.Lines.Select(line => line[1..(line.IndexOf(',', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public async Task Standard_input_is_read_as_CSV_when_told()
    {
        string[] to = ["--registry", server.Server.Url.ToString(), "--bootstrap", server.Server.Bootstrap];

        (await CliProcess.RunAsync(
            ["produce", "piped", "--input", "-", "--input-format", "csv", .. to], "a b,n\nx,1\n,2\n")).Succeeded();

        Assert.Equal(["""{"a b":"x","n":1}""", """{"a b":null,"n":2}"""], await ReadAsync("piped"));
    }

    [Theory]
    [InlineData(2, "--input", "there-is-no-such.json")]
    [InlineData(2, "--input", "there-is-no-such.json", "--records", "features")]
    public async Task An_input_that_is_not_there_is_one_line_on_standard_error(int exitCode, params string[] words)
    {
        var run = await server.RunWithKafkaAsync(["produce", "nothing", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_that_breaks_off_is_told_with_its_row_before_anything_is_sent()
    {
        var run = await server.RunWithKafkaAsync("produce", "broken", "--input", server.WriteFile("broken.json", "[{\"a\":1},\n{\"a\""));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: Row 2 (line 2): ", run.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> ProduceAsync(string topic, params string[] options) => server.RunWithKafkaAsync(
        ["produce", topic, "--input", server.WriteFile($"{topic}.jsonl", Rows),
            "--schema", server.WriteFile($"{topic}.avsc", Schema), .. options]);

    private async Task<string[]> ReadAsync(string topic) =>
        (await server.RunWithKafkaAsync("consume", topic, "--exit-at-end")).Succeeded().Lines;
}
