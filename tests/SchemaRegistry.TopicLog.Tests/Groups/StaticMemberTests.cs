using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Groups;

public sealed class StaticMemberTests
{
    private static readonly TimeSpan LongSession = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Rebalance = TimeSpan.FromMilliseconds(GroupHarness.RebalanceMs);

    [Fact]
    public async Task A_static_member_that_comes_back_keeps_its_assignment_without_a_rebalance()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (before, oldClient) = await harness.FormStaticAsync("pod-1");

        var (client, answer) = harness.Join(GroupHarness.JoinRequest("", "pod-1"));
        var after = await answer;
        var synced = await GroupHarness.SyncAsync(client, after, "pod-1");

        Assert.Equal((0, 1), (after.ErrorCode, after.GenerationId));
        Assert.NotEqual(before.MemberId, after.MemberId);
        Assert.True(after.SkipAssignment);
        Assert.Equal(after.MemberId, after.Leader);
        Assert.Equal([7], synced.Assignment.ToArray());
        Assert.Equal(
            ErrorCode.FencedInstanceId, await GroupHarness.BeatAsync(oldClient, before.MemberId, 1, "pod-1"));
    }

    [Fact]
    public async Task Before_version_9_a_returning_leader_is_not_told_that_it_leads()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (before, _) = await harness.FormStaticAsync("pod-1");

        var after = await harness.Broker.Connect().CallAsync<JoinGroupRequest, JoinGroupResponse>(
            GroupHarness.JoinRequest("", "pod-1"), 8);

        Assert.Equal((0, 1, before.MemberId), (after.ErrorCode, after.GenerationId, after.Leader));
        Assert.Empty(after.Members);
    }

    [Fact]
    public async Task A_static_member_that_comes_back_wanting_something_else_starts_a_rebalance()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.FormStaticAsync("pod-1");
        var request = GroupHarness.JoinRequest("", "pod-1");
        request.Protocols[0].Metadata = GroupHarness.Subscription("payments");

        var after = await harness.Join(request).Answer;

        Assert.Equal((0, 2, false), (after.ErrorCode, after.GenerationId, after.SkipAssignment));
    }

    [Fact]
    public async Task A_join_that_waits_under_an_instance_id_is_fenced_by_the_next_one()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.FormStaticAsync("pod-1");
        var (_, waiting) = harness.Join(GroupHarness.JoinRequest("", "pod-2"));
        await harness.UntilAsync(group => group.Members.Any(member => member.GroupInstanceId == "pod-2"));

        harness.Join(GroupHarness.JoinRequest("", "pod-2"));

        Assert.Equal(ErrorCode.FencedInstanceId, (ErrorCode)(await waiting).ErrorCode);
    }

    [Fact]
    public async Task An_instance_id_that_was_never_used_is_unknown_with_a_member_id()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (joined, client) = await harness.FormStaticAsync("pod-1");

        Assert.Equal(
            ErrorCode.UnknownMemberId, await GroupHarness.BeatAsync(client, joined.MemberId, 1, "pod-9"));
        Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(client, joined.MemberId, 1, "pod-1"));
    }

    [Fact]
    public async Task An_administrator_removes_a_static_member_by_its_instance_id()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.FormStaticAsync("pod-1");

        var left = await harness.LeaveAsync(("", "pod-1"), ("", "pod-9"));

        Assert.Equal([0, (short)ErrorCode.UnknownMemberId], left.Members.Select(member => member.ErrorCode));
        Assert.Empty((await harness.DescribeAsync()).Members);
    }

    [Fact]
    public async Task A_static_member_is_waited_for_until_its_session_ends()
    {
        await using var harness = await GroupHarness.StartAsync();
        var request = GroupHarness.JoinRequest("", "pod-1");
        request.SessionTimeoutMs = 120_000;
        var (client, answer) = harness.Join(request);
        var joined = await answer;
        await GroupHarness.SyncAsync(client, joined, "pod-1", (joined.MemberId, [7]));
        var (_, _, second) = await harness.EnterAsync();

        harness.Broker.Time.Advance(TimeSpan.FromMilliseconds(GroupHarness.RebalanceMs));
        var generation = await second;

        // It did not join again, and is a member all the same.
        Assert.Equal((2, 2), (generation.GenerationId, generation.Members.Length));
        Assert.Equal(generation.MemberId, generation.Leader);
    }

    [Fact]
    public async Task A_static_member_that_is_away_does_not_owe_a_sync()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (away, there) = (LongRequest("pod-1"), LongRequest("pod-2"));
        var (client, answer) = harness.Join(away);
        var joined = await answer;
        await GroupHarness.SyncAsync(client, joined, "pod-1", (joined.MemberId, [7]));
        var (secondClient, secondAnswer) = harness.Join(there);
        await harness.UntilAsync(group => group.Members.Count(member => member.GroupInstanceId is not null) == 2);
        harness.Broker.Time.Advance(Rebalance);
        var second = await secondAnswer;
        await GroupHarness.SyncAsync(secondClient, second, "pod-2", (second.MemberId, [7]));

        harness.Broker.Time.Advance(Rebalance);
        var afterTimeout = await harness.DescribeAsync();
        harness.Broker.Time.Advance(LongSession - (2 * Rebalance));
        var afterSession = await harness.DescribeAsync();

        Assert.Equal(("Stable", 2), (afterTimeout.GroupState, afterTimeout.Members.Length));
        Assert.Equal(["pod-2"], afterSession.Members.Select(member => member.GroupInstanceId));
    }

    [Fact]
    public async Task After_a_restart_the_former_id_is_fenced_and_the_present_one_goes_on()
    {
        var files = new MemoryFileSystem();
        JoinGroupResponse before, after;
        await using (var harness = await GroupHarness.StartAsync(files: files))
        {
            await harness.Broker.CreateAsync();
            (before, _) = await harness.FormStaticAsync("pod-1");
            after = await harness.Join(GroupHarness.JoinRequest("", "pod-1")).Answer;
        }

        await using var again = await GroupHarness.StartAsync(files: files);
        var client = again.Broker.Connect();
        var commit = GroupHarness.Commit(1, before.MemberId, 1);
        commit.GroupInstanceId = "pod-1";
        var committed = await client.CallAsync<OffsetCommitRequest, OffsetCommitResponse>(commit, 9);
        var left = await again.LeaveAsync((before.MemberId, "pod-1"));

        Assert.Equal(ErrorCode.FencedInstanceId, await GroupHarness.BeatAsync(client, before.MemberId, 1, "pod-1"));
        Assert.Equal(
            (short)ErrorCode.FencedInstanceId, (await GroupHarness.SyncAsync(client, before, "pod-1")).ErrorCode);
        Assert.Equal(
            (short)ErrorCode.FencedInstanceId,
            (await again.Join(GroupHarness.JoinRequest(before.MemberId, "pod-1")).Answer).ErrorCode);
        Assert.Equal((short)ErrorCode.FencedInstanceId, committed.Topics[0].Partitions[0].ErrorCode);
        Assert.Equal((short)ErrorCode.FencedInstanceId, left.Members[0].ErrorCode);
        Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(client, after.MemberId, 1, "pod-1"));
    }

    private static JoinGroupRequest LongRequest(string instanceId)
    {
        var request = GroupHarness.JoinRequest("", instanceId);
        request.SessionTimeoutMs = (int)LongSession.TotalMilliseconds;
        return request;
    }
}
