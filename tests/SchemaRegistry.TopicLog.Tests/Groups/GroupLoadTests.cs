using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>The offsets topic can not be read when the broker starts.</summary>
public sealed class GroupLoadTests
{
    private const ErrorCode Loading = ErrorCode.CoordinatorLoadInProgress;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly UnreadableFileSystem _files = new(new MemoryFileSystem());

    [Fact]
    public async Task Nobody_is_told_that_there_are_no_offsets_while_they_are_unknown()
    {
        await CommitAsync();
        await using var harness = await StartUnreadableAsync();
        var client = harness.Broker.Connect();
        var fetch = new OffsetFetchRequest
        {
            GroupId = GroupHarness.Group,
            Topics = [new() { Name = "orders", PartitionIndexes = [0] }],
        };

        var single = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(fetch, 1);
        var all = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { GroupId = GroupHarness.Group, Topics = null }, 7);
        var several = await client.CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { Groups = [new() { GroupId = GroupHarness.Group, Topics = null }] }, 8);

        Assert.Equal(Loading, (ErrorCode)single.Topics[0].Partitions[0].ErrorCode);
        Assert.Equal(Loading, (ErrorCode)all.ErrorCode);
        Assert.Equal(Loading, (ErrorCode)several.Groups[0].ErrorCode);
        Assert.Equal(Loading, await harness.CommitAsync(43));
        Assert.Contains(harness.Broker.Logged.Errors, line => line.Contains("can not be read from offset 0"));
    }

    [Fact]
    public async Task Members_and_administrators_are_told_to_come_again()
    {
        await CommitAsync();
        await using var harness = await StartUnreadableAsync();
        var client = harness.Broker.Connect();
        var joined = await harness.Join(GroupHarness.JoinRequest("")).Answer;
        joined.MemberId = "member";
        var listed = await client.CallAsync<ListGroupsRequest, ListGroupsResponse>(new(), 5);
        var deleted = await client.CallAsync<DeleteGroupsRequest, DeleteGroupsResponse>(
            new() { GroupsNames = [GroupHarness.Group] }, 2);
        var offsets = await client.CallAsync<OffsetDeleteRequest, OffsetDeleteResponse>(
            new() { GroupId = GroupHarness.Group }, 0);

        Assert.Equal(Loading, (ErrorCode)joined.ErrorCode);
        Assert.Equal(Loading, (ErrorCode)(await GroupHarness.SyncAsync(client, joined)).ErrorCode);
        Assert.Equal(Loading, await GroupHarness.BeatAsync(client, "member", 1));
        Assert.Equal(Loading, (ErrorCode)(await harness.LeaveAsync(("member", null))).ErrorCode);
        Assert.Equal(Loading, (ErrorCode)(await harness.DescribeAsync()).ErrorCode);
        Assert.Equal(Loading, (ErrorCode)listed.ErrorCode);
        Assert.Equal(Loading, (ErrorCode)deleted.Results[0].ErrorCode);
        Assert.Equal(Loading, (ErrorCode)offsets.ErrorCode);
    }

    [Fact]
    public async Task They_are_known_as_soon_as_the_disk_can_be_read()
    {
        await CommitAsync();
        await using var harness = await StartUnreadableAsync();
        Assert.Equal(Loading, (ErrorCode)(await harness.DescribeAsync()).ErrorCode);

        await LoadAsync(harness);

        Assert.Equal(42, (await harness.CommittedAsync()).CommittedOffset);
        Assert.Equal(ErrorCode.None, await harness.CommitAsync(43));
    }

    [Fact]
    public async Task What_was_committed_for_a_topic_that_is_deleted_meanwhile_is_forgotten()
    {
        await CommitAsync();
        await using var harness = await StartUnreadableAsync();
        var deleted = await harness.Broker.Connect().CallAsync<DeleteTopicsRequest, DeleteTopicsResponse>(
            new() { TopicNames = ["orders"] }, 5);
        await harness.Broker.CreateAsync();

        await LoadAsync(harness);

        Assert.Equal(0, deleted.Responses[0].ErrorCode);
        Assert.Equal(-1, (await harness.CommittedAsync()).CommittedOffset);
    }

    private async Task CommitAsync()
    {
        await using var harness = await GroupHarness.StartAsync(files: _files);
        await harness.Broker.CreateAsync();
        Assert.Equal(ErrorCode.None, await harness.CommitAsync(42));
    }

    private Task<GroupHarness> StartUnreadableAsync() =>
        GroupHarness.StartAsync(files: _files, onLogOpened: () => _files.IsUnreadable = true);

    /// <summary>Makes the disk readable, and the clock go on to the next attempt.</summary>
    private async Task LoadAsync(GroupHarness harness)
    {
        _files.IsUnreadable = false;
        harness.Broker.Time.Advance(TimeSpan.FromSeconds(5));
        using var patience = new CancellationTokenSource(Patience);
        while ((await harness.DescribeAsync()).ErrorCode != 0)
            patience.Token.ThrowIfCancellationRequested();
    }
}
