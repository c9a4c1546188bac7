using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Groups;

public sealed class RebalanceTests
{
    private static readonly TimeSpan Session = TimeSpan.FromMilliseconds(GroupHarness.SessionMs);
    private static readonly TimeSpan Rebalance = TimeSpan.FromMilliseconds(GroupHarness.RebalanceMs);

    [Fact]
    public async Task A_second_member_makes_the_first_join_again_and_both_get_their_part()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync();
        var (secondId, secondClient, secondAnswer) = await harness.EnterAsync();

        var told = await GroupHarness.BeatAsync(firstClient, first.MemberId, first.GenerationId);
        var (_, firstAnswer) = harness.Join(GroupHarness.JoinRequest(first.MemberId), firstClient);
        var (rejoined, second) = (await firstAnswer, await secondAnswer);
        var following = GroupHarness.SyncAsync(secondClient, second);
        var led = await GroupHarness.SyncAsync(firstClient, rejoined, (first.MemberId, [1]), (secondId, [2, 2]));
        var followed = await following;

        Assert.Equal(ErrorCode.RebalanceInProgress, told);
        Assert.Equal((2, 2), (rejoined.GenerationId, second.GenerationId));
        Assert.Equal((first.MemberId, first.MemberId), (rejoined.Leader, second.Leader));
        Assert.Equal([first.MemberId, secondId], rejoined.Members.Select(member => member.MemberId));
        Assert.Empty(second.Members);
        Assert.Equal([1], led.Assignment.ToArray());
        Assert.Equal([2, 2], followed.Assignment.ToArray());
        Assert.Equal("Stable", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task While_assignments_are_awaited_a_heartbeat_is_fine()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (memberId, client, answer) = await harness.EnterAsync();
        var joined = await answer;

        var beat = await GroupHarness.BeatAsync(client, memberId, joined.GenerationId);

        Assert.Equal(ErrorCode.None, beat);
        Assert.Equal("CompletingRebalance", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task Only_the_present_generation_is_heard()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (joined, client) = await harness.FormAsync();

        Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(client, joined.MemberId, 1));
        Assert.Equal(ErrorCode.IllegalGeneration, await GroupHarness.BeatAsync(client, joined.MemberId, 0));
        Assert.Equal(ErrorCode.IllegalGeneration, await GroupHarness.BeatAsync(client, joined.MemberId, 2));
        Assert.Equal(ErrorCode.UnknownMemberId, await GroupHarness.BeatAsync(client, "made-up", 1));
    }

    [Fact]
    public async Task A_silent_member_is_gone_after_its_session_and_the_others_are_told()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, second) = await FormPairAsync(harness);

        harness.Broker.Time.Advance(Session - TimeSpan.FromMilliseconds(1));
        var inTime = await GroupHarness.BeatAsync(first.Client, first.Joined.MemberId, 2);
        harness.Broker.Time.Advance(TimeSpan.FromMilliseconds(1));
        var told = await GroupHarness.BeatAsync(first.Client, first.Joined.MemberId, 2);
        var again = await harness.Join(GroupHarness.JoinRequest(first.Joined.MemberId), first.Client).Answer;
        var gone = await GroupHarness.BeatAsync(second.Client, second.Joined.MemberId, 3);

        Assert.Equal((ErrorCode.None, ErrorCode.RebalanceInProgress), (inTime, told));
        Assert.Equal((3, 1), (again.GenerationId, again.Members.Length));
        Assert.Equal(ErrorCode.UnknownMemberId, gone);
    }

    [Fact]
    public async Task A_leader_that_leaves_is_followed_by_another()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, second) = await FormPairAsync(harness);

        var left = await harness.LeaveAsync((first.Joined.MemberId, null));
        var again = await harness.Join(GroupHarness.JoinRequest(second.Joined.MemberId), second.Client).Answer;

        Assert.Equal(0, left.Members[0].ErrorCode);
        Assert.Equal((second.Joined.MemberId, 3), (again.Leader, again.GenerationId));
    }

    [Fact]
    public async Task Who_does_not_join_again_in_the_rebalance_timeout_is_left_behind()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync();
        var (_, _, second) = await harness.EnterAsync();

        // The first one goes on with heartbeats, but never joins.
        for (var passed = TimeSpan.Zero; passed < Rebalance; passed += Session / 2)
        {
            Assert.Equal(
                ErrorCode.RebalanceInProgress, await GroupHarness.BeatAsync(firstClient, first.MemberId, 1));
            Assert.False(second.IsCompleted);
            harness.Broker.Time.Advance(Session / 2);
        }

        var joined = await second;
        Assert.Equal((2, 1, joined.MemberId), (joined.GenerationId, joined.Members.Length, joined.Leader));
        Assert.Equal(ErrorCode.UnknownMemberId, await GroupHarness.BeatAsync(firstClient, first.MemberId, 1));
    }

    [Fact]
    public async Task A_leader_that_does_not_assign_in_the_rebalance_timeout_is_removed()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync();
        var (secondId, secondClient, secondAnswer) = await harness.EnterAsync();
        var leading = await harness.Join(GroupHarness.JoinRequest(first.MemberId), firstClient).Answer;
        var syncing = GroupHarness.SyncAsync(secondClient, await secondAnswer);
        var secondsOther = harness.Broker.Connect();

        for (var passed = TimeSpan.Zero; passed < Rebalance; passed += Session / 2)
        {
            Assert.Equal(
                ErrorCode.None, await GroupHarness.BeatAsync(firstClient, leading.MemberId, leading.GenerationId));
            Assert.Equal(ErrorCode.None, await GroupHarness.BeatAsync(secondsOther, secondId, 2));
            Assert.False(syncing.IsCompleted);
            harness.Broker.Time.Advance(Session / 2);
        }

        Assert.Equal(ErrorCode.RebalanceInProgress, (ErrorCode)(await syncing).ErrorCode);
        Assert.Equal(ErrorCode.UnknownMemberId, await GroupHarness.BeatAsync(firstClient, leading.MemberId, 2));
    }

    [Fact]
    public async Task A_member_that_joins_while_assignments_are_awaited_sends_everyone_back()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync();
        var (_, secondClient, secondAnswer) = await harness.EnterAsync();
        await harness.Join(GroupHarness.JoinRequest(first.MemberId), firstClient).Answer;
        var syncing = GroupHarness.SyncAsync(secondClient, await secondAnswer);

        await harness.EnterAsync();

        Assert.Equal(ErrorCode.RebalanceInProgress, (ErrorCode)(await syncing).ErrorCode);
        Assert.Equal("PreparingRebalance", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task A_follower_that_lost_its_answer_gets_it_again_and_a_leader_that_asks_again_starts_anew()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, second) = await FormPairAsync(harness);

        var followed = await harness.Join(GroupHarness.JoinRequest(second.Joined.MemberId), second.Client).Answer;
        var leading = harness.Join(GroupHarness.JoinRequest(first.Joined.MemberId), first.Client).Answer;
        await harness.UntilAsync(group => group.GroupState == "PreparingRebalance");
        var told = await GroupHarness.BeatAsync(second.Client, second.Joined.MemberId, 2);

        Assert.Equal((0, 2), (followed.ErrorCode, followed.GenerationId));
        Assert.Equal(ErrorCode.RebalanceInProgress, told);
        Assert.False(leading.IsCompleted);
    }

    [Fact]
    public async Task A_follower_that_wants_something_else_starts_a_rebalance()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, second) = await FormPairAsync(harness);
        var request = GroupHarness.JoinRequest(second.Joined.MemberId);
        request.Protocols[0].Metadata = GroupHarness.Subscription("payments");

        var joining = harness.Join(request, second.Client).Answer;
        await harness.UntilAsync(group => group.GroupState == "PreparingRebalance");
        var told = await GroupHarness.BeatAsync(first.Client, first.Joined.MemberId, 2);

        Assert.Equal(ErrorCode.RebalanceInProgress, told);
        Assert.False(joining.IsCompleted);
    }

    [Fact]
    public async Task A_sync_of_another_protocol_or_generation_is_refused()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (joined, client) = await harness.FormAsync();
        var (otherProtocol, otherGeneration) = (Copy(joined), Copy(joined));
        otherProtocol.ProtocolName = "sticky";
        otherGeneration.GenerationId = 9;

        Assert.Equal(
            ErrorCode.InconsistentGroupProtocol,
            (ErrorCode)(await GroupHarness.SyncAsync(client, otherProtocol)).ErrorCode);
        Assert.Equal(
            ErrorCode.IllegalGeneration, (ErrorCode)(await GroupHarness.SyncAsync(client, otherGeneration)).ErrorCode);
        Assert.Equal([7], (await GroupHarness.SyncAsync(client, joined)).Assignment.ToArray());
    }

    [Fact]
    public async Task The_first_rebalance_waits_for_others_as_long_as_they_keep_coming()
    {
        var delay = TimeSpan.FromSeconds(3);
        await using var harness = await GroupHarness.StartAsync(new() { GroupInitialRebalanceDelay = delay });
        var (_, _, first) = await harness.EnterAsync();

        harness.Broker.Time.Advance(delay / 2);
        var (_, _, second) = await harness.EnterAsync();
        harness.Broker.Time.Advance(delay / 2);
        var isExtended = !first.IsCompleted && !second.IsCompleted;
        harness.Broker.Time.Advance(delay);

        Assert.True(isExtended);
        Assert.Equal((1, 1), ((await first).GenerationId, (await second).GenerationId));
        Assert.Equal(2, (await first).Members.Length);
    }

    [Fact]
    public async Task A_rebalance_waits_for_members_that_were_promised_an_id()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync();
        var (_, _, second) = await harness.EnterAsync();
        var (thirdClient, naming) = harness.Join(GroupHarness.JoinRequest(""));
        var third = await naming;

        var (_, rejoining) = harness.Join(GroupHarness.JoinRequest(first.MemberId), firstClient);
        await harness.UntilAsync(group => group.GroupState == "PreparingRebalance");
        var isWaiting = !rejoining.IsCompleted && !second.IsCompleted;
        await harness.LeaveAsync((third.MemberId, null));

        Assert.True(isWaiting);
        Assert.Equal((2, 2), ((await rejoining).GenerationId, (await second).GenerationId));
        Assert.NotNull(thirdClient);
    }

    [Fact]
    public async Task The_last_member_that_leaves_leaves_an_empty_group()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.Broker.CreateAsync();
        var (joined, _) = await harness.FormAsync();
        await harness.CommitAsync(5, joined.MemberId, joined.GenerationId);

        await harness.LeaveAsync((joined.MemberId, null));
        var described = await harness.DescribeAsync();
        var (next, _) = await harness.FormAsync();

        Assert.Equal(("Empty", "consumer"), (described.GroupState, described.ProtocolType));
        Assert.Equal(3, next.GenerationId);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Leaving_without_being_there_is_an_error(short version)
    {
        await using var harness = await GroupHarness.StartAsync();
        var request = new LeaveGroupRequest
        {
            GroupId = GroupHarness.Group, MemberId = "nobody", Members = [new() { MemberId = "nobody" }],
        };

        var left = await harness.Broker.Connect().CallAsync<LeaveGroupRequest, LeaveGroupResponse>(request, version);

        var expected = (short)ErrorCode.UnknownMemberId;
        Assert.Equal(version < 3 ? expected : 0, left.ErrorCode);
        Assert.Equal(version < 3 ? [] : [expected], left.Members.Select(member => member.ErrorCode));
    }

    private static JoinGroupResponse Copy(JoinGroupResponse joined) => new()
    {
        GenerationId = joined.GenerationId, MemberId = joined.MemberId, ProtocolName = joined.ProtocolName,
    };

    /// <summary>A stable group of two, the first of which leads, in generation 2.</summary>
    private static async Task<((JoinGroupResponse Joined, Handlers.WireClient Client) First,
        (JoinGroupResponse Joined, Handlers.WireClient Client) Second)> FormPairAsync(GroupHarness harness)
    {
        var (first, firstClient) = await harness.FormAsync();
        var (secondId, secondClient, secondAnswer) = await harness.EnterAsync();
        var (_, firstAnswer) = harness.Join(GroupHarness.JoinRequest(first.MemberId), firstClient);
        var (leader, follower) = (await firstAnswer, await secondAnswer);
        var following = GroupHarness.SyncAsync(secondClient, follower);
        await GroupHarness.SyncAsync(firstClient, leader, (leader.MemberId, [1]), (secondId, [2]));
        await following;
        return ((leader, firstClient), (follower, secondClient));
    }
}
