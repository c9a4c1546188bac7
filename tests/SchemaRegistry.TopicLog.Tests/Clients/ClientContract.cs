using Confluent.Kafka;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>What every client, unmodified and in its own language, can do with this broker.</summary>
public abstract class ClientContract
{
    private const string Topic = "orders";
    private const string Group = "billing";
    private const int Earliest = -2;
    private const int Latest = -1;

    private protected abstract ForeignClient Client { get; }

    /// <summary>Every API that its driver uses, in the versions that this client picks from those on offer.</summary>
    protected abstract string Versions { get; }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("gzip", 1)]
    [InlineData("snappy", 2)]
    [InlineData("lz4", 3)]
    [InlineData("zstd", 4)]
    public async Task Batches_are_stored_in_the_codec_that_it_chose_and_others_read_them(string codec, int expected)
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        var client = await stage.StartAsync();
        var records = Enumerable.Range(0, 50).Select(index => Record($"key {index}", Connect.Value(index)))
            .Append(Record(null, "no key")).Append(Record("no value", null))
            .Append(Record("headers", "two", ["first", "1"], ["second", "äöü"])).ToList();

        await client.AskAsync("produced", "produce", new { topic = Topic, codec, records, idempotent = false });

        var stored = stage.Broker.Log.StoredCodecs(Topic, partition: 0);
        Assert.Contains(expected, stored);

        // A client may leave a batch as it is when compressing would make it longer: a few short records.
        Assert.All(stored, found => Assert.True(found == expected || found == 0, $"the codec {found}"));
        var read = Connect.Consume(stage.Broker, Topic, Offset.Beginning, records.Count);
        Assert.Equal(records.Select(record => record.ToString()), read.Select(record => RecordOf(record).ToString()));
    }

    [Fact]
    public async Task It_reads_what_another_client_wrote_in_any_codec()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        foreach (var codec in Enum.GetValues<CompressionType>())
        {
            using var producer = Connect.Producer(stage.Broker, new ProducerConfig { CompressionType = codec });
            Connect.Produce(producer, Topic, 20);
        }

        var client = await stage.StartAsync();
        await client.AskAsync("read", "read", new { topic = Topic, @from = 0, count = 100 });

        Assert.Equal(5, stage.Broker.Log.StoredCodecs(Topic, partition: 0).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 100).Select(offset => (long)offset), Offsets(client));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(offset => Connect.Value(offset % 20)),
            client.Records.Select(record => record.Record.Value));
    }

    [Fact]
    public async Task It_reads_headers_null_keys_and_null_values()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        using var producer = Connect.Producer(stage.Broker, new ProducerConfig());
        Headers headers = new() { { "name", "ä"u8.ToArray() } };
        await producer.ProduceAsync(Topic, new() { Key = null!, Value = "no key", Headers = headers });
        await producer.ProduceAsync(Topic, new() { Key = "no value", Value = null! });

        var client = await stage.StartAsync();
        await client.AskAsync("read", "read", new { topic = Topic, @from = 0, count = 2 });

        Assert.Equal(
            [Record(null, "no key", ["name", "ä"]).ToString(), Record("no value", null).ToString()],
            client.Records.Select(record => record.Record.ToString()));
    }

    [Fact]
    public async Task It_begins_at_the_offset_that_it_asks_for()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        await stage.CreateTopicAsync(Topic, partitions: 1, records: 10);

        var client = await stage.StartAsync();
        await client.AskAsync("read", "read", new { topic = Topic, @from = 7, count = 3 });

        Assert.Equal([7L, 8L, 9L], Offsets(client));
    }

    [Fact]
    public async Task It_finds_offsets_by_time_and_both_ends()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        using var producer = Connect.Producer(stage.Broker, new ProducerConfig());
        foreach (var time in new[] { 1000, 2000, 2000, 3000 })
        {
            var timestamp = new Timestamp(time, TimestampType.CreateTime);
            await producer.ProduceAsync(Topic, new() { Key = "k", Value = "v", Timestamp = timestamp });
        }

        var client = await stage.StartAsync();

        Assert.Equal(0, await OffsetAsync(client, Earliest));
        Assert.Equal(0, await OffsetAsync(client, 500));
        Assert.Equal(1, await OffsetAsync(client, 1001));
        Assert.Equal(1, await OffsetAsync(client, 2000));
        Assert.Equal(3, await OffsetAsync(client, 2001));
        Assert.Equal(4, await OffsetAsync(client, Latest));
    }

    [Fact]
    public async Task Members_share_the_partitions_and_take_over_those_of_a_member_that_left_or_was_killed()
    {
        const int Partitions = 6;
        await using var stage = await ClientStage.OpenAsync(Client);
        await stage.CreateTopicAsync(Topic, Partitions);
        var sharing = new GroupSharing(stage, Topic, Partitions);

        for (var number = 0; number < 3; number++)
            sharing.Members.Add(await stage.JoinAsync(Topic, Group));
        await sharing.UntilSharedByAsync(3);
        await sharing.ProduceAndReadAsync(records: 5);

        await sharing.Members[0].AskAsync("left", "leave");
        await sharing.UntilSharedByAsync(2);
        await sharing.ProduceAndReadAsync(records: 5);

        await sharing.Members[1].KillAsync();
        await sharing.UntilSharedByAsync(1);
        await sharing.ProduceAndReadAsync(records: 5);
    }

    [Fact]
    public async Task A_member_goes_on_where_the_group_has_committed_and_can_seek_back()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        await stage.CreateTopicAsync(Topic, partitions: 1, records: 10);
        var first = await stage.JoinAsync(Topic, Group);
        await stage.UntilAsync("all ten are read", () => first.Records.Count == 10);
        await first.AskAsync("committed", "commit");
        await first.AskAsync("left", "leave");
        stage.Produce(Topic, partitions: 1, records: 5);

        var second = await stage.JoinAsync(Topic, Group);
        await stage.UntilAsync("five more are read", () => second.Records.Count == 5);
        await second.AskAsync("sought", "seek", new { topic = Topic, partition = 0, offset = 3 });
        await stage.UntilAsync("all since the fourth are read", () => second.Records.Count == 5 + 12);

        Assert.Equal(
            [10L, 11L, 12L, 13L, 14L, .. Enumerable.Range(3, 12).Select(offset => (long)offset)], Offsets(second));
    }

    [Fact]
    public async Task It_administers_topics_and_groups()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        var admin = await stage.StartAsync();
        await admin.AskAsync("created", "createTopic", new { topic = Topic, partitions = 3 });
        Assert.Equal(3, stage.Broker.Log.PartitionCount(Topic));
        Assert.Contains(Topic, (await admin.AskAsync("topics", "listTopics")).Texts("names"));

        stage.Produce(Topic, partitions: 3, records: 4);
        var member = await stage.JoinAsync(Topic, Group);
        await stage.UntilAsync("all twelve are read", () => member.Records.Count == 12);
        await member.AskAsync("committed", "commit");
        Assert.Contains(Group, (await admin.AskAsync("groups", "listGroups")).Texts("names"));
        var described = await admin.AskAsync("group", "describeGroup", new { group = Group, topic = Topic });
        Assert.Equal(("Stable", 1), (NoCase(described.Text("state")!), described.Number("members")));
        if (described.IsKnown("partitions"))
            Assert.Equal([0, 1, 2], described.Numbers("partitions").Order());
        Assert.Equal(4, await CommittedAsync(admin));

        await member.AskAsync("left", "leave");
        if (Client.DeletesGroups)
        {
            await admin.AskAsync("deleted", "deleteGroup", new { group = Group });
            Assert.DoesNotContain(Group, (await admin.AskAsync("groups", "listGroups")).Texts("names"));
        }

        await admin.AskAsync("deleted", "deleteTopic", new { topic = Topic });
        Assert.False(stage.Broker.Log.HasTopic(Topic));
    }

    [Fact]
    public async Task It_reads_and_changes_the_settings_and_partitions_of_a_topic()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        await stage.CreateTopicAsync(Topic, partitions: 1);
        var admin = await stage.StartAsync();

        await ChangeTopicAsync(admin);
        var described = await admin.AskAsync(
            "setting", "describeTopic", new { topic = Topic, setting = "retention.ms" });

        Assert.Equal("60000", described.Text("value"));
        Assert.Equal(3, stage.Broker.Log.PartitionCount(Topic));
    }

    [Fact]
    public async Task It_uses_the_api_versions_in_the_table()
    {
        await using var stage = await ClientStage.OpenAsync(Client);
        var client = await stage.StartAsync();
        await client.AskAsync("created", "createTopic", new { topic = Topic, partitions = 1 });
        await client.AskAsync("topics", "listTopics");
        ClientRecord[] records = [Record("key", "value")];
        await client.AskAsync("produced", "produce", new { topic = Topic, codec = "gzip", records, idempotent = true });
        await client.AskAsync("read", "read", new { topic = Topic, @from = 0, count = 1 });
        await OffsetAsync(client, 0);
        var member = await stage.JoinAsync(Topic, Group);
        await stage.UntilAsync("the record is read", () => member.Records.Count == 1);
        await member.AskAsync("committed", "commit");
        await client.AskAsync("groups", "listGroups");
        await client.AskAsync("group", "describeGroup", new { group = Group, topic = Topic });
        await CommittedAsync(client);
        await stage.UntilAsync("it sends a heartbeat",
            () => stage.Broker.Requests.VersionsOf(Client.Name).Contains("Heartbeat", StringComparison.Ordinal));
        await member.AskAsync("left", "leave");
        if (Client.DeletesGroups)
            await client.AskAsync("deleted", "deleteGroup", new { group = Group });
        await ChangeTopicAsync(client);
        await client.AskAsync("setting", "describeTopic", new { topic = Topic, setting = "retention.ms" });
        await client.AskAsync("deleted", "deleteTopic", new { topic = Topic });

        var seen = stage.Broker.Requests.VersionsOf(Client.Name);

        var installed = (await client.ReadyAsync()).Text("version");
        Assert.True(seen == Versions,
            $"The table was made with {Client.Name} {Client.Version}, and {installed} is installed.\n"
            + $"In the table: {Versions}\nSeen:         {seen}");
    }

    private static ClientRecord Record(string? key, string? value, params string?[][] headers) =>
        new(key, value, headers);

    private static ClientRecord RecordOf(ConsumeResult<string?, string?> read)
    {
        var headers = read.Message.Headers.Select(header =>
            new[] { header.Key, System.Text.Encoding.UTF8.GetString(header.GetValueBytes()) });
        return Record(read.Message.Key, read.Message.Value, [.. headers]);
    }

    private static async Task ChangeTopicAsync(ClientProcess admin)
    {
        await admin.AskAsync("altered", "alterTopic", new { topic = Topic, setting = "retention.ms", value = "60000" });
        await admin.AskAsync("altered", "createPartitions", new { topic = Topic, count = 3 });
    }

    private static async Task<long> OffsetAsync(ClientProcess client, long time) =>
        (await client.AskAsync("offset", "offset", new { topic = Topic, time })).Number("offset");

    private static async Task<long> CommittedAsync(ClientProcess client) =>
        (await client.AskAsync("offset", "committedOffset", new { group = Group, topic = Topic })).Number("offset");

    private static IEnumerable<long> Offsets(ClientProcess client) =>
        client.Records.Select(record => record.Place.Offset);

    // One of the clients writes the states in capitals.
    private static string NoCase(string state) => char.ToUpperInvariant(state[0]) + state[1..].ToLowerInvariant();
}
