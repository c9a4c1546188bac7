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
}
