using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Handlers;

namespace SchemaRegistry.TopicLog.Tests.Groups;

public sealed class OffsetTests
{
    [Fact]
    public async Task What_is_committed_is_fetched_with_its_metadata_in_every_version()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var client = harness.Broker.Connect();

        for (short version = 2; version <= 9; version++)
        {
            var request = GroupHarness.Commit(40 + version, metadata: $"m{version}");
            request.Topics[0].Partitions[0].CommittedLeaderEpoch = 3;
            var committed = await client.CallAsync<OffsetCommitRequest, OffsetCommitResponse>(request, version);
            var found = await harness.CommittedAsync();

            Assert.Equal(0, committed.Topics[0].Partitions[0].ErrorCode);
            Assert.Equal((40 + version, $"m{version}"), (found.CommittedOffset, found.Metadata));
            Assert.Equal(version >= 6 ? 3 : -1, found.CommittedLeaderEpoch);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_version_of_OffsetFetch_answers_the_same(short version)
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync(partitions: 2);
        await harness.CommitAsync(12);
        var client = harness.Broker.Connect();
        OffsetFetchRequestTopic[] topics = [new() { Name = "orders", PartitionIndexes = [0, 1] }];

        var answer = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new()
            {
                GroupId = GroupHarness.Group,
                Topics = topics,
                Groups =
                [
                    new() { GroupId = GroupHarness.Group, Topics = [new() { Name = "orders", PartitionIndexes = [0, 1] }] },
                ],
            },
            version);

        var offsets = version < 8
            ? answer.Topics[0].Partitions.Select(partition => partition.CommittedOffset)
            : answer.Groups[0].Topics[0].Partitions.Select(partition => partition.CommittedOffset);
        Assert.Equal([12L, -1L], offsets);
    }

    [Fact]
    public async Task Without_topics_all_committed_offsets_are_fetched()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        await harness.Broker.CreateAsync("payments");
        await harness.CommitAsync(1);
        await harness.CommitAsync(2, topic: "payments");

        var answer = await harness.Broker.Connect().CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { Groups = [new() { GroupId = GroupHarness.Group, Topics = null }] }, 8);

        Assert.Equal(
            [("orders", 1L), ("payments", 2L)],
            answer.Groups[0].Topics.Select(topic => (topic.Name, topic.Partitions[0].CommittedOffset)).Order());
    }

    [Fact]
    public async Task Only_members_of_the_present_generation_commit_while_there_are_members()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var (joined, _) = await harness.FormAsync();

        Assert.Equal(ErrorCode.None, await harness.CommitAsync(1, joined.MemberId, 1));
        Assert.Equal(ErrorCode.IllegalGeneration, await harness.CommitAsync(2, joined.MemberId, 0));
        Assert.Equal(ErrorCode.UnknownMemberId, await harness.CommitAsync(3, "made-up", 1));
        Assert.Equal(ErrorCode.UnknownMemberId, await harness.CommitAsync(4));
        Assert.Equal(1, (await harness.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task A_generation_without_a_group_is_illegal()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();

        Assert.Equal(ErrorCode.IllegalGeneration, await harness.CommitAsync(1, "member", 1));
        Assert.Equal("Dead", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task While_assignments_are_awaited_nobody_commits()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var (memberId, _, answer) = await harness.EnterAsync();
        var joined = await answer;

        Assert.Equal(ErrorCode.RebalanceInProgress, await harness.CommitAsync(1, memberId, joined.GenerationId));
    }

    [Fact]
    public async Task A_commit_keeps_a_session_alive()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var (joined, client) = await harness.FormAsync();

        for (var step = 0; step < 4; step++)
        {
            harness.Broker.Time.Advance(TimeSpan.FromMilliseconds(GroupHarness.SessionMs * 0.75));
            Assert.Equal(ErrorCode.None, await harness.CommitAsync(step, joined.MemberId, 1));
        }

        Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(client, joined.MemberId, 1));
    }

    [Fact]
    public async Task Partitions_that_are_not_there_and_long_texts_are_refused_alone()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync(partitions: 2);
        var request = GroupHarness.Commit(1);
        request.Topics =
        [
            new()
            {
                Name = "orders",
                Partitions =
                [
                    new() { PartitionIndex = 0, CommittedOffset = 1, CommittedMetadata = new string('x', 4096) },
                    new() { PartitionIndex = 1, CommittedOffset = 1, CommittedMetadata = new string('x', 4097) },
                    new() { PartitionIndex = 2, CommittedOffset = 1 },
                ],
            },
            new() { Name = "nothing", Partitions = [new() { PartitionIndex = 0, CommittedOffset = 1 }] },
        ];

        var answer = await harness.Broker.Connect().CallAsync<OffsetCommitRequest, OffsetCommitResponse>(request, 9);

        Assert.Equal(
            [
                ErrorCode.None, ErrorCode.OffsetMetadataTooLarge,
                ErrorCode.UnknownTopicOrPartition, ErrorCode.UnknownTopicOrPartition,
            ],
            answer.Topics.SelectMany(topic => topic.Partitions).Select(partition => (ErrorCode)partition.ErrorCode));
        Assert.Equal(1, (await harness.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task Of_a_partition_that_a_request_names_twice_the_last_offset_is_committed_and_both_are_answered()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var request = GroupHarness.Commit(1);
        request.Topics = [request.Topics[0], GroupHarness.Commit(2).Topics[0]];

        var answer = await harness.Broker.Connect().CallAsync<OffsetCommitRequest, OffsetCommitResponse>(request, 9);

        Assert.Equal([0, 0], answer.Topics.Select(topic => (int)topic.Partitions[0].ErrorCode));
        Assert.Equal(2, (await harness.CommittedAsync()).CommittedOffset);
        Assert.True(harness.Broker.Log.TryGet(OffsetsTopic.Name, out var topic));
        Assert.Equal(1, topic.Partitions[0].LogEnd);
    }

    [Fact]
    public async Task Offsets_and_members_survive_a_restart()
    {
        var files = new MemoryFileSystem();
        string memberId;
        await using (var harness = await GroupHarness.StartAsync(files: files))
        {
            await harness.Broker.CreateAsync();
            var (joined, _) = await harness.FormAsync();
            memberId = joined.MemberId;
            await harness.CommitAsync(41, memberId, 1, metadata: "first");
            await harness.CommitAsync(42, memberId, 1, metadata: "second");
        }

        await using var again = await GroupHarness.StartAsync(files: files);
        var client = again.Broker.Connect();
        var described = await again.DescribeAsync();

        var committed = await again.CommittedAsync();
        Assert.Equal((42, "second"), (committed.CommittedOffset, committed.Metadata));
        Assert.Equal(("Stable", "range"), (described.GroupState, described.ProtocolData));
        Assert.Equal([7], described.Members[0].MemberAssignment.ToArray());
        Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(client, memberId, 1));
        Assert.Equal(ErrorCode.IllegalGeneration, await GroupHarness.BeatAsync(client, memberId, 2));
        again.Broker.Time.Advance(TimeSpan.FromMilliseconds(GroupHarness.SessionMs));
        Assert.Equal(ErrorCode.UnknownMemberId, await GroupHarness.BeatAsync(client, memberId, 1));
    }

    [Fact]
    public async Task The_offsets_of_a_deleted_topic_are_forgotten_for_good()
    {
        var files = new MemoryFileSystem();
        await using (var harness = await GroupHarness.StartAsync(files: files))
        {
            await harness.Broker.CreateAsync();
            await harness.CommitAsync(42);
            await harness.Broker.Connect().CallAsync<DeleteTopicsRequest, DeleteTopicsResponse>(
                new() { TopicNames = ["orders"] }, 5);
            await harness.Broker.CreateAsync();

            Assert.Equal(-1, (await harness.CommittedAsync()).CommittedOffset);
        }

        await using var again = await GroupHarness.StartAsync(files: files);
        Assert.Equal(-1, (await again.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task The_offsets_of_an_empty_group_are_kept_for_a_week_after_its_last_member_left()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var (joined, _) = await harness.FormAsync();
        await harness.CommitAsync(42, joined.MemberId, 1);
        harness.Broker.Time.Advance(TimeSpan.FromDays(3));
        await harness.UntilAsync(group => group.GroupState == "Empty");

        harness.Broker.Time.Advance(TimeSpan.FromDays(6));
        var kept = (await harness.CommittedAsync()).CommittedOffset;
        harness.Broker.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(20));
        await harness.UntilAsync(group => group.GroupState == "Dead");

        Assert.Equal(42, kept);
        Assert.Equal(-1, (await harness.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task The_offsets_of_a_group_with_members_do_not_expire()
    {
        await using var harness = await GroupHarness.StartAsync(
            new() { GroupMaxSessionTimeout = TimeSpan.FromDays(20) });
        await harness.Broker.CreateAsync();
        var request = GroupHarness.JoinRequest("", "pod-1");
        request.SessionTimeoutMs = (int)TimeSpan.FromDays(20).TotalMilliseconds;
        var (client, answer) = harness.Join(request);
        var joined = await answer;
        await GroupHarness.SyncAsync(client, joined, "pod-1", (joined.MemberId, [7]));
        var commit = GroupHarness.Commit(42, joined.MemberId, 1);
        commit.GroupInstanceId = "pod-1";
        await client.CallAsync<OffsetCommitRequest, OffsetCommitResponse>(commit, 9);

        harness.Broker.Time.Advance(TimeSpan.FromDays(10));

        Assert.Equal("Stable", (await harness.DescribeAsync()).GroupState);
        Assert.Equal(42, (await harness.CommittedAsync()).CommittedOffset);
    }

    [Fact]
    public async Task The_records_are_those_of_Kafka()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        harness.Broker.Time.SetUtcNow(DateTimeOffset.FromUnixTimeMilliseconds(Requests.Time));

        await harness.CommitAsync(258, metadata: "m");

        // Key version 1: group "g", topic "orders", partition 0. Value version 3: offset 258, leader epoch -1 (none),
        // metadata "m", commit time 1700000000000 ms = 0x0000018bcfe56800.
        var (key, value) = ReadOnlyRecord(harness);
        Assert.Equal("0001" + "000167" + "00066f7264657273" + "00000000", key);
        Assert.Equal("0003" + "0000000000000102" + "ffffffff" + "00016d" + "0000018bcfe56800", value);
    }

    private static (string Key, string Value) ReadOnlyRecord(GroupHarness harness)
    {
        Assert.True(harness.Broker.Log.TryGet(OffsetsTopic.Name, out var topic));
        using var read = topic.Partitions[0].Read(0, 1 << 20);
        var reader = new RecordReader(read.Batches.Span[BatchLayout.HeaderSize..], 0, 0);
        Assert.True(reader.MoveNext());
        return (Convert.ToHexStringLower(reader.Key), Convert.ToHexStringLower(reader.Value));
    }
}
