namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>The commands with Protobuf and JSON schemas.</summary>
public sealed class LanguageCommandTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Proto = """
        syntax = "proto3";
        package shop;
        message First { int64 id = 1; repeated string tags = 2; }
        message Second { string name = 1; oneof choice { int32 count = 2; bool all = 3; } }
        """;

    [Fact]
    public async Task The_language_is_told_by_the_file_or_by_the_user()
    {
        var proto = server.WriteFile("told.proto", Proto);
        var schema = server.WriteFile("told.schema.json", """{"type":"object"}""");
        var plain = server.WriteFile("told.txt", """{"type":"object"}""");

        (await server.RunAsync("register", proto, "--subject", "told-proto")).Succeeded();
        (await server.RunAsync("register", schema, "--subject", "told-json")).Succeeded();
        (await server.RunAsync("register", plain, "--subject", "told-plain", "--format", "json")).Succeeded();
        var avro = await server.RunAsync("register", plain, "--subject", "told-avro");

        Assert.Contains("message Second {", (await server.RunAsync("get", "told-proto")).Succeeded().Output,
            StringComparison.Ordinal);
        Assert.Equal(["""{"type":"object"}"""], (await server.RunAsync("get", "told-plain")).Succeeded().Lines);
        Assert.Equal(1, avro.ExitCode);
        Assert.Contains("AVRO", avro.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_the_reason_in_each_language()
    {
        var proto = server.WriteFile("check-1.proto", Proto);
        (await server.RunAsync("register", proto, "--subject", "check-proto")).Succeeded();
        var changed = server.WriteFile(
            "check-2.proto", Proto.Replace("int64 id", "string id", StringComparison.Ordinal));

        var run = await server.RunAsync("check", changed, "--subject", "check-proto");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FIELD_SCALAR_KIND_CHANGED", run.Output, StringComparison.Ordinal);
        Assert.Contains("#/First/1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_any_message_of_a_proto_file_and_consume_tells_them_apart()
    {
        var schema = server.WriteFile("rows.proto", Proto);
        var first = server.WriteFile("first.jsonl", "{\"id\":9007199254740993,\"tags\":[\"a\",\"b\"]}\n");
        var second = server.WriteFile("second.jsonl", "{\"name\":\"n\",\"count\":0}\n");

        (await server.RunWithKafkaAsync("produce", "messages", "--input", first, "--schema", schema)).Succeeded();
        (await server.RunWithKafkaAsync(
            "produce", "messages", "--input", second, "--schema", schema, "--message", "shop.Second")).Succeeded();
        var unknown = await server.RunWithKafkaAsync(
            "produce", "messages", "--input", second, "--schema", schema, "--message", "shop.Third");
        var read = (await server.RunWithKafkaAsync("consume", "messages", "--exit-at-end")).Succeeded();

        Assert.Equal(
            ["""{"id":9007199254740993,"tags":["a","b"]}""", """{"name":"n","count":0}"""], read.Lines);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("no message shop.Third", unknown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "bad.schema.json", """{"type":"object","properties":{"n":{"maximum":3}}}""", "/n")]
    [InlineData("protobuf", "bad.proto", "syntax = \"proto3\"; message A { int32 n = 1; }", "$.n")]
    public async Task A_row_that_does_not_fit_is_told_with_its_place(
        string topic, string file, string schema, string place)
    {
        var input = server.WriteFile($"{topic}.jsonl", "{\"n\":1}\n{\"n\":4294967296}\n");

        var run = await server.RunWithKafkaAsync(
            "produce", $"bad-{topic}", "--input", input, "--schema", server.WriteFile(file, schema));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("row 2 (line 2) does not fit: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_language_can_not_hold_without_loss_is_refused_with_the_way_out()
    {
        var input = server.WriteFile("list.jsonl", "[[1],[2]]");

        var run = await server.RunWithKafkaAsync("produce", "lists", "--input", input, "--format", "protobuf");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Give --format avro or json", run.Error, StringComparison.Ordinal);
    }
}
