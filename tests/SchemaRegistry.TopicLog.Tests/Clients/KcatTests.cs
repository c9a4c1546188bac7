namespace SchemaRegistry.TopicLog.Tests.Clients;

public sealed class KcatTests
{
    [Fact]
    public async Task Kcat_lists_brokers_topics_and_partitions()
    {
        await using var broker = await TestBroker.StartAsync(new() { DefaultPartitions = 2 });
        await Kcat.RunAsync(broker, "one\n", "-P", "-t", "orders");

        var listing = await Kcat.RunAsync(broker, "", "-L");

        Assert.Contains($"broker 1 at {broker.Bootstrap} (controller)", listing, StringComparison.Ordinal);
        Assert.Contains("topic \"orders\" with 2 partitions:", listing, StringComparison.Ordinal);
        Assert.Contains("partition 1, leader 1, replicas: 1, isrs: 1", listing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("gzip", 1)]
    [InlineData("snappy", 2)]
    [InlineData("lz4", 3)]
    [InlineData("zstd", 4)]
    public async Task Kcat_reads_what_it_wrote_in_every_codec(string codec, int expected)
    {
        await using var broker = await TestBroker.StartAsync();
        var lines = string.Concat(Enumerable.Range(0, 100).Select(index => $"key{index}:{Connect.Value(index)}\n"));

        await Kcat.RunAsync(broker, lines, "-P", "-t", "orders", "-K", ":", "-z", codec, "-H", "h=1", "-X", "acks=all");
        var read = await Kcat.RunAsync(
            broker, "", "-C", "-t", "orders", "-o", "beginning", "-e", "-q", "-K", ":", "-X", "check.crcs=true");

        Assert.Equal(lines, read);
        Assert.All(broker.Log.StoredCodecs("orders", partition: 0), found => Assert.Equal(expected, found));
    }

    [Fact]
    public async Task Kcat_produces_idempotently()
    {
        await using var broker = await TestBroker.StartAsync();

        await Kcat.RunAsync(broker, "a\nb\nc\n", "-P", "-t", "orders", "-X", "enable.idempotence=true");

        Assert.All(broker.Log.StoredProducerIds("orders", partition: 0), id => Assert.True(id >= 0));
        Assert.Equal("a\nb\nc\n", await Kcat.RunAsync(broker, "", "-C", "-t", "orders", "-o", "beginning", "-e", "-q"));
    }

    [Fact]
    public async Task Kcat_queries_offsets_by_time()
    {
        await using var broker = await TestBroker.StartAsync();
        await Kcat.RunAsync(broker, "a\nb\n", "-P", "-t", "orders");

        var offsets = await Kcat.RunAsync(broker, "", "-Q", "-t", "orders:0:0", "-t", "orders:0:-1");

        Assert.Contains("orders [0] offset", offsets, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kcat_reads_headers_null_keys_and_null_values()
    {
        await using var broker = await TestBroker.StartAsync();
        await Kcat.RunAsync(broker, "key:\n", "-P", "-t", "orders", "-K", ":", "-Z", "-H", "name=ä");
        await Kcat.RunAsync(broker, "value\n", "-P", "-t", "orders");

        var read = await Kcat.RunAsync(
            broker, "", "-C", "-t", "orders", "-o", "beginning", "-e", "-q", "-f", "%K %S %h|");

        // The lengths of key and value are -1 where there is none.
        Assert.Equal("3 -1 name=ä|-1 5 |", read);
    }

    [Fact]
    public async Task Kcat_begins_at_the_offset_that_it_asks_for()
    {
        await using var broker = await TestBroker.StartAsync();
        await Kcat.RunAsync(broker, "a\nb\nc\nd\n", "-P", "-t", "orders");

        var read = await Kcat.RunAsync(broker, "", "-C", "-t", "orders", "-o", "2", "-e", "-q", "-f", "%o%s ");

        Assert.Equal("2c 3d ", read);
    }

    [Fact]
    public async Task Kcat_in_a_group_goes_on_where_the_group_has_committed()
    {
        await using var broker = await TestBroker.StartAsync();
        await Kcat.RunAsync(broker, "a\nb\nc\nd\ne\n", "-P", "-t", "orders");

        var first = await Kcat.RunAsync(broker, "", InGroup("-c", "3"));
        var second = await Kcat.RunAsync(broker, "", InGroup("-c", "2"));

        Assert.Equal("0 a\n1 b\n2 c\n", first);
        Assert.Equal("3 d\n4 e\n", second);
    }

    [Fact]
    public async Task Kcat_in_a_group_takes_over_from_one_that_was_killed()
    {
        await using var broker = await TestBroker.StartAsync(
            new() { GroupMinSessionTimeout = TimeSpan.FromSeconds(1) });
        await Kcat.RunAsync(broker, "a\nb\n", "-P", "-t", "orders");
        
        var killed = await Kcat.RunAndKillAsync(broker, lines: 2, InGroup(
            "-u", "-X", "enable.auto.commit=false",
            "-X", "session.timeout.ms=2000", "-X", "heartbeat.interval.ms=200"));
        var after = await Kcat.RunAsync(broker, "", InGroup("-c", "2"));

        Assert.Equal(["0 a", "1 b"], killed);
        Assert.Equal("0 a\n1 b\n", after);
    }

    private static string[] InGroup(params string[] arguments) =>
        ["-q", "-X", "auto.offset.reset=earliest", "-f", "%o %s\n", .. arguments, "-G", "billing", "orders"];
}
