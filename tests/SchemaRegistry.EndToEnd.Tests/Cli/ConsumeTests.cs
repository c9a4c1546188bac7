using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

public sealed class ConsumeTests(CliServer server) : IClassFixture<CliServer>
{
    [Fact]
    public async Task Reading_begins_and_ends_where_it_is_told()
    {
        await server.ProduceAsync("places", 5);

        Assert.Equal(["{\"n\":0}", "{\"n\":1}"], await ReadAsync("places", "--count", "2"));
        Assert.Equal(["{\"n\":3}", "{\"n\":4}"], await ReadAsync("places", "--from", "3", "--exit-at-end"));
        Assert.Equal(["{\"n\":2}"], await ReadAsync("places", "--from", "2", "--count", "1"));
        Assert.Empty(await ReadAsync("places", "--from", "end", "--exit-at-end"));
        Assert.Equal(5, (await ReadAsync("places", "--from", "2000-01-01T00:00:00Z", "--exit-at-end")).Length);
        Assert.Empty(await ReadAsync("places", "--from", "2999-01-01T00:00:00Z", "--exit-at-end"));
    }

    [Fact]
    public async Task Reading_begins_with_the_first_record_of_a_time_or_later()
    {
        // Records of 2024 are older than the log keeps any: housekeeping would drop them beside the test.
        (await server.RunOnKafkaAsync("topics", "create", "times", "--config", "retention.ms=-1")).Succeeded();
        using var producer = Producer();
        foreach (var day in new[] { 1, 2, 3 })
        {
            var time = new Timestamp(new DateTime(2024, 1, day, 0, 0, 0, DateTimeKind.Utc));
            await producer.ProduceAsync(
                "times", new Message<byte[]?, byte[]> { Value = [(byte)day], Timestamp = time }, CancellationToken.None);
        }

        var read = await ReadAsync("times", "--from", "2024-01-01T12:00:00Z", "--exit-at-end", "--envelope");

        Assert.Equal([1L, 2L], read.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("offset").GetInt64()));
    }

    [Fact]
    public async Task An_envelope_has_all_that_belongs_to_a_record()
    {
        await server.ProduceAsync("wrapped", 1);
        using var producer = Producer();
        var message = new Message<byte[]?, byte[]>
        {
            Key = [0xFF, 0x00],
            Value = null!,
            Headers = new Headers { { "h", Encoding.UTF8.GetBytes("ö") } },
            Timestamp = new Timestamp(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)),
        };
        await producer.ProduceAsync("wrapped", message, CancellationToken.None);

        var read = await ReadAsync("wrapped", "--exit-at-end", "--envelope");

        Assert.Equal(2, read.Length);
        using var first = JsonDocument.Parse(read[0]);
        Assert.True(first.RootElement.GetProperty("schemaId").GetInt32() > 0);
        Assert.Equal("{\"n\":0}", first.RootElement.GetProperty("value").GetRawText());
        Assert.Equal(
            """{"key":"/wA=","partition":0,"offset":1,"timestamp":"2024-01-02T03:04:05Z","headers":{"h":"ö"},"schemaId":null,"value":null}""",
            read[1]);
    }

    [Fact]
    public async Task A_record_that_can_not_be_decoded_is_told_and_those_after_it_are_read()
    {
        using (var producer = Producer())
        {
            foreach (byte[] value in new byte[][] { [9, 9], [], [0, 0, 0x0F, 0xFF, 0xFF, 2] })
            {
                await producer.ProduceAsync(
                    "foreign", new Message<byte[]?, byte[]> { Value = value }, CancellationToken.None);
            }
        }

        await server.ProduceAsync("foreign", 1);
        var run = await server.RunWithKafkaAsync("consume", "foreign", "--exit-at-end");

        Assert.Equal((0, 4), (run.ExitCode, run.Lines.Length));
        Assert.EndsWith("\"base64\":\"CQk=\"}", run.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"base64\":\"\"}", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\"base64\":\"AAAP//8C\"}", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("{\"n\":0}", run.Lines[3]);
        Assert.Equal(
            ["partition 0 offset 0: ", "partition 0 offset 1: ", "partition 0 offset 2: "],
            run.Error.Trim().Split('\n').Select(line => line[..(line.IndexOf(": ", StringComparison.Ordinal) + 2)]));
    }

    [Fact]
    public async Task A_table_has_a_column_for_each_thing_and_a_row_for_each_record()
    {
        await server.ProduceAsync("tabled", 2);

        var lines = await ReadAsync("tabled", "--exit-at-end", "--output", "table");

        var header = Assert.Single(lines, line => line.Contains("partition", StringComparison.Ordinal));
        Assert.All(["offset", "time", "schema", "key", "value"], name => Assert.Contains(name, header, StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("{\"n\":0}", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("{\"n\":1}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "a", "--from", "yesterday")]
    [InlineData(1, "ranged", "--partition", "7", "--exit-at-end")]
    [InlineData(1, "ranged", "--from", "99", "--exit-at-end")]
    public async Task What_can_not_be_read_is_one_line_on_standard_error(int exitCode, params string[] words)
    {
        await server.ProduceAsync("ranged", 1);

        var run = await server.RunWithKafkaAsync(["consume", .. words]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<string[]> ReadAsync(string topic, params string[] options) =>
        (await server.RunWithKafkaAsync(["consume", topic, .. options])).Succeeded().Lines;

    private IProducer<byte[]?, byte[]> Producer() => new ProducerBuilder<byte[]?, byte[]>(
        new ProducerConfig { BootstrapServers = server.Server.Bootstrap, Acks = Acks.All, LingerMs = 0 }).Build();
}
