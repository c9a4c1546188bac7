namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class RegistryCommandTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Order = """{"type":"record","name":"Order","fields":[{"name":"id","type":"int"}]}""";
    private const string OrderWithText = """{"type":"record","name":"Order","fields":[{"name":"id","type":"string"}]}""";
    private const string OrderWithNote =
        """{"type":"record","name":"Order","fields":[{"name":"id","type":"int"},{"name":"note","type":"string","default":""}]}""";

    [Fact]
    public async Task A_schema_is_registered_listed_and_printed_by_version_and_by_id()
    {
        var first = (await server.RunAsync("register", server.WriteFile("1.avsc", Order), "--subject", "walk")).Succeeded();
        var second = (await server.RunAsync("register", server.WriteFile("2.avsc", OrderWithNote), "--subject", "walk")).Succeeded();
        var subjects = (await server.RunAsync("subjects")).Succeeded();

        Assert.StartsWith("walk version 1, id ", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("walk version 2, id ", second.Output, StringComparison.Ordinal);
        Assert.Contains("walk\t1 2", subjects.Lines);
        Assert.Equal([OrderWithNote], (await server.RunAsync("get", "walk")).Succeeded().Lines);
        Assert.Equal([Order], (await server.RunAsync("get", "walk", "--version", "1")).Succeeded().Lines);
        Assert.Equal([Order], (await server.RunAsync("get", "--id", first.Output.Trim().Split(' ')[^1])).Succeeded().Lines);
    }

    [Fact]
    public async Task Check_exits_with_0_for_a_compatible_schema_and_with_1_and_the_reasons_for_another()
    {
        (await server.RunAsync("register", server.WriteFile("3.avsc", Order), "--subject", "checked")).Succeeded();

        var compatible = await server.RunAsync("check", server.WriteFile("4.avsc", OrderWithNote), "--subject", "checked");
        var incompatible = await server.RunAsync("check", server.WriteFile("5.avsc", OrderWithText), "--subject", "checked");

        Assert.Equal((0, "compatible with checked\n"), (compatible.ExitCode, compatible.Output));
        Assert.Equal(1, incompatible.ExitCode);
        Assert.StartsWith("not compatible with checked:\n", incompatible.Output, StringComparison.Ordinal);
        Assert.Contains("TYPE_MISMATCH", incompatible.Output, StringComparison.Ordinal);
        Assert.Contains("/fields/0/type", incompatible.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_where_and_what_was_there_and_what_to_do_and_shows_a_payload()
    {
        (await server.RunAsync("register", server.WriteFile("told-1.avsc", Order), "--subject", "told")).Succeeded();
        var file = server.WriteFile("told-2.avsc", """
            {"type":"record","name":"Order","fields":[
              {"name":"id","type":"int"},
              {"name":"note","type":"string"}]}
            """);

        var run = await server.RunAsync("check", file, "--subject", "told");

        Assert.Equal("not compatible with told:", run.Lines[0]);
        Assert.Equal($"  READER_FIELD_MISSING_DEFAULT_VALUE at {file}:3:3", run.Lines[1]);
        Assert.StartsWith("    {errorType:'READER_FIELD_MISSING_DEFAULT_VALUE'", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("    the new schema can not read what version 1 wrote", run.Lines[3]);
        Assert.Equal("    new: {\"name\":\"note\",\"type\":\"string\"}, at /fields/1", run.Lines[4]);
        Assert.Equal("    old: nothing, in /fields", run.Lines[5]);
        Assert.StartsWith("    do:  ", run.Lines[6], StringComparison.Ordinal);
        Assert.Contains("'note'", run.Lines[6], StringComparison.Ordinal);

        // One int that is 0 is one byte that is 0.
        Assert.StartsWith("    shown by {\"id\":0} (1 bytes: 00); the reader rejects it: ", run.Lines[7], StringComparison.Ordinal);
        Assert.Equal(8, run.Lines.Length);
    }

    [Fact]
    public async Task Check_exits_with_1_and_the_reason_for_a_schema_that_is_not_valid()
    {
        // With verbose=true the API answers an invalid schema as one that is not compatible, with the reason.
        var run = await server.RunAsync("check", server.WriteFile("6.avsc", """{"type":"nope"}"""), "--subject", "any");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("not compatible with any:\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("nope", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_exits_with_2_when_it_can_not_be_told()
    {
        var noFile = await server.RunAsync("check", "there-is-no-such.avsc", "--subject", "any");
        var noServer = await CliProcess.RunAsync(
            "check", server.WriteFile("7.avsc", Order), "--subject", "any", "--registry", "http://127.0.0.1:1");

        Assert.Equal((2, 2), (noFile.ExitCode, noServer.ExitCode));
        Assert.All([noFile, noServer], run => Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "get", "there-is-none")]
    [InlineData(1, "get", "--id", "424242")]
    [InlineData(2, "get")]
    [InlineData(2, "get", "a", "--version", "first")]
    [InlineData(2, "register", "there-is-no-such.avsc", "--subject", "a")]
    public async Task What_can_not_be_done_is_one_line_on_standard_error(int exitCode, params string[] words)
    {
        var run = await server.RunAsync(words);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
