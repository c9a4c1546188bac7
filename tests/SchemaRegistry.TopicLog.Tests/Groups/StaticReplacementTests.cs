using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>A static member comes back as another process, and its new id has to get to the disk.</summary>
public sealed class StaticReplacementTests
{
    private const string Instance = "pod-1";

    [Fact]
    public async Task The_new_id_is_told_when_it_is_on_disk()
    {
        await using var harness = await ActorHarness.StartAsync();
        var before = await FormAsync(harness);
        harness.HoldDisk();

        var joining = JoinAsync(harness);
        var isEarly = joining.IsCompleted;
        var fenced = await BeatAsync(harness, before);
        harness.ReleaseDisk();
        var after = await joining;

        Assert.False(isEarly);
        Assert.Equal(ErrorCode.FencedInstanceId, fenced);
        Assert.Equal((ErrorCode.None, before.Generation), (after.Error, after.Generation));
        Assert.Equal(after.MemberId, Assert.Single(harness.Stored()!.Value!.Members).MemberId);
    }

    [Fact]
    public async Task When_the_disk_fails_the_former_id_stays_valid()
    {
        await using var harness = await ActorHarness.StartAsync();
        var before = await FormAsync(harness);
        harness.Files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync)
                throw new IOException("EIO");
        };

        var after = await JoinAsync(harness);

        Assert.Equal((ErrorCode.CoordinatorNotAvailable, ""), (after.Error, after.MemberId));
        Assert.Equal(ErrorCode.None, await BeatAsync(harness, before));
    }

    [Fact]
    public async Task A_third_process_fences_the_second_before_that_is_on_disk()
    {
        await using var harness = await ActorHarness.StartAsync();
        await FormAsync(harness);
        harness.HoldDisk();
        var second = JoinAsync(harness);

        var third = JoinAsync(harness);
        harness.ReleaseDisk();

        Assert.Equal(ErrorCode.FencedInstanceId, (await second).Error);
        Assert.Equal((ErrorCode.None, 1), ((await third).Error, (await third).Generation));
        Assert.Equal((await third).MemberId, Assert.Single(harness.Stored()!.Value!.Members).MemberId);
    }

    [Fact]
    public async Task A_rebalance_that_begins_meanwhile_has_the_member_in_it()
    {
        await using var harness = await ActorHarness.StartAsync();
        await FormAsync(harness);
        harness.HoldDisk();
        var returning = JoinAsync(harness);

        var other = JoinAsync(harness, "pod-2");
        harness.ReleaseDisk();

        Assert.Equal((ErrorCode.None, 2), ((await returning).Error, (await returning).Generation));
        Assert.Equal((ErrorCode.None, 2), ((await other).Error, (await other).Generation));
        Assert.False((await returning).SkipsAssignment);
    }

    private static async Task<JoinAnswer> FormAsync(ActorHarness harness)
    {
        var joined = await JoinAsync(harness);
        var wish = new SyncWish(new MemberClaim(joined.MemberId, Instance, joined.Generation), null, null)
        {
            Assignments = new Dictionary<string, byte[]> { [joined.MemberId] = [7] },
        };
        var synced = await harness.AskAsync<SyncAnswer>((group, answer) => group.Sync(wish, answer));
        Assert.Equal((ErrorCode.None, ErrorCode.None), (joined.Error, synced.Error));
        return joined;
    }

    private static Task<JoinAnswer> JoinAsync(ActorHarness harness, string instanceId = Instance) =>
        harness.AskAsync<JoinAnswer>((group, answer) => group.Join(
            new JoinWish
            {
                MemberId = "",
                InstanceId = instanceId,
                ClientId = "test",
                ClientHost = "/127.0.0.1",
                SessionTimeout = TimeSpan.FromSeconds(10),
                RebalanceTimeout = TimeSpan.FromSeconds(60),
                ProtocolType = "consumer",
                Protocols = [new GroupProtocol("range", GroupHarness.Subscription("orders"))],
                NamesMembersFirst = true,
                CanSkipAssignment = true,
            },
            answer));

    private static Task<ErrorCode> BeatAsync(ActorHarness harness, JoinAnswer joined) =>
        harness.AskAsync<ErrorCode>((group, answer) => answer.SetResult(
            group.Heartbeat(new MemberClaim(joined.MemberId, Instance, joined.Generation))));
}
