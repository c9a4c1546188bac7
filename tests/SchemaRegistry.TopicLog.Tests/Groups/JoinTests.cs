using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.TopicLog.Tests.Groups;

public sealed class JoinTests
{
    [Fact]
    public async Task A_new_member_is_named_first_and_then_leads_the_first_generation()
    {
        await using var harness = await GroupHarness.StartAsync();

        var (memberId, _, answer) = await harness.EnterAsync();
        var joined = await answer;

        Assert.StartsWith("test-", memberId, StringComparison.Ordinal);
        Assert.Equal((0, 1), (joined.ErrorCode, joined.GenerationId));
        Assert.Equal(("range", "consumer"), (joined.ProtocolName, joined.ProtocolType));
        Assert.Equal((memberId, memberId), (joined.MemberId, joined.Leader));
        Assert.Equal(
            [(memberId, Convert.ToHexString(GroupHarness.Subscription("orders")))],
            joined.Members.Select(member => (member.MemberId, Convert.ToHexString(member.Metadata.Span))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Before_version_4_a_member_joins_in_one_step(short version)
    {
        await using var harness = await GroupHarness.StartAsync();

        var joined = await harness.Broker.Connect()
            .CallAsync<JoinGroupRequest, JoinGroupResponse>(GroupHarness.JoinRequest(""), version);

        Assert.Equal((0, 1, "range"), (joined.ErrorCode, joined.GenerationId, joined.ProtocolName));
        Assert.Equal(joined.MemberId, joined.Leader);
    }

    [Theory]
    [InlineData(5_999, ErrorCode.InvalidSessionTimeout)]
    [InlineData(1_800_001, ErrorCode.InvalidSessionTimeout)]
    [InlineData(6_000, ErrorCode.MemberIdRequired)]
    [InlineData(1_800_000, ErrorCode.MemberIdRequired)]
    public async Task A_session_lasts_from_6_seconds_to_30_minutes(int sessionMs, ErrorCode expected)
    {
        await using var harness = await GroupHarness.StartAsync();
        var request = GroupHarness.JoinRequest("");
        request.SessionTimeoutMs = sessionMs;

        var joined = await harness.Join(request).Answer;

        Assert.Equal(expected, (ErrorCode)joined.ErrorCode);
    }

    [Theory]
    [InlineData(999, ErrorCode.None)]
    [InlineData(1_000, ErrorCode.UnknownMemberId)]
    public async Task Without_a_rebalance_timeout_there_is_a_second_to_sync(int passedMs, ErrorCode expected)
    {
        await using var harness = await GroupHarness.StartAsync();
        var request = GroupHarness.JoinRequest("", "pod-1");
        request.RebalanceTimeoutMs = 0;
        var (client, answer) = harness.Join(request);
        var joined = await answer;

        harness.Broker.Time.Advance(TimeSpan.FromMilliseconds(passedMs));
        var synced = await GroupHarness.SyncAsync(client, joined, "pod-1", (joined.MemberId, [7]));

        Assert.Equal((ErrorCode.None, expected), ((ErrorCode)joined.ErrorCode, (ErrorCode)synced.ErrorCode));
    }

    [Fact]
    public async Task A_member_id_begins_with_whole_characters_of_a_long_name()
    {
        await using var harness = await GroupHarness.StartAsync();

        // 254 chars, and one that takes two; the prefix of a member id has 255.
        var joined = await harness.Join(GroupHarness.JoinRequest("", new string('x', 254) + "\U0001F600")).Answer;

        Assert.Equal(0, joined.ErrorCode);
        Assert.Equal(new string('x', 254) + "-", joined.MemberId[..255]);
    }

    [Fact]
    public async Task A_group_needs_a_name_a_protocol_type_and_a_protocol()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (unnamed, untyped, unable) = (
            GroupHarness.JoinRequest(""), GroupHarness.JoinRequest(""), GroupHarness.JoinRequest(""));
        unnamed.GroupId = "";
        untyped.ProtocolType = "";
        unable.Protocols = [];

        Assert.Equal(ErrorCode.InvalidGroupId, (ErrorCode)(await harness.Join(unnamed).Answer).ErrorCode);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, (ErrorCode)(await harness.Join(untyped).Answer).ErrorCode);
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, (ErrorCode)(await harness.Join(unable).Answer).ErrorCode);
        Assert.Equal("Dead", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task A_member_id_that_was_never_given_is_unknown()
    {
        await using var harness = await GroupHarness.StartAsync();
        var inNoGroup = await harness.Join(GroupHarness.JoinRequest("made-up")).Answer;
        await harness.FormAsync();

        var inAGroup = await harness.Join(GroupHarness.JoinRequest("made-up")).Answer;

        Assert.Equal(ErrorCode.UnknownMemberId, (ErrorCode)inNoGroup.ErrorCode);
        Assert.Equal(ErrorCode.UnknownMemberId, (ErrorCode)inAGroup.ErrorCode);
    }

    [Fact]
    public async Task Members_need_a_protocol_that_all_of_them_support_and_the_most_wanted_is_taken()
    {
        await using var harness = await GroupHarness.StartAsync();
        var (first, firstClient) = await harness.FormAsync("range", "sticky");
        var stranger = await harness.Join(GroupHarness.JoinRequest("", null, "roundrobin")).Answer;
        var (_, _, second) = await harness.EnterAsync("sticky", "range");
        var (_, _, third) = await harness.EnterAsync("sticky", "range");

        var (_, again) = harness.Join(GroupHarness.JoinRequest(first.MemberId, null, "range", "sticky"), firstClient);

        Assert.Equal(ErrorCode.InconsistentGroupProtocol, (ErrorCode)stranger.ErrorCode);
        Assert.All(await Task.WhenAll(again, second, third), joined => Assert.Equal("sticky", joined.ProtocolName));
    }

    [Fact]
    public async Task A_member_of_another_protocol_type_is_refused()
    {
        await using var harness = await GroupHarness.StartAsync();
        await harness.FormAsync();
        var request = GroupHarness.JoinRequest("");
        request.ProtocolType = "connect";

        var joined = await harness.Join(request).Answer;

        Assert.Equal(ErrorCode.InconsistentGroupProtocol, (ErrorCode)joined.ErrorCode);
    }

    [Fact]
    public async Task A_full_group_takes_no_more_members()
    {
        await using var harness = await GroupHarness.StartAsync(new() { GroupMaxSize = 1 });
        await harness.FormAsync();

        var joined = await harness.Join(GroupHarness.JoinRequest("")).Answer;

        Assert.Equal(ErrorCode.GroupMaxSizeReached, (ErrorCode)joined.ErrorCode);
    }

    [Fact]
    public async Task A_promised_member_id_lasts_as_long_as_a_session()
    {
        await using var harness = await GroupHarness.StartAsync();
        var naming = await harness.Join(GroupHarness.JoinRequest("")).Answer;

        harness.Broker.Time.Advance(TimeSpan.FromMilliseconds(GroupHarness.SessionMs + 1));
        var late = await harness.Join(GroupHarness.JoinRequest(naming.MemberId)).Answer;

        Assert.Equal(ErrorCode.UnknownMemberId, (ErrorCode)late.ErrorCode);
        Assert.Equal("Dead", (await harness.DescribeAsync()).GroupState);
    }

    [Fact]
    public async Task A_client_id_as_long_as_the_wire_allows_does_not_break_the_member_id()
    {
        await using var harness = await GroupHarness.StartAsync();
        var request = GroupHarness.JoinRequest("", new string('i', short.MaxValue));

        var joined = await harness.Join(request).Answer;

        Assert.Equal(0, joined.ErrorCode);
        Assert.Equal(255 + 1 + 36, joined.MemberId.Length);
    }
}
