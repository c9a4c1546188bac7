using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Tests.Messages;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Answers that wait for the disk or for other members: what they hold, and how they end.</summary>
public sealed class WaitingAnswerTests : IDisposable
{
    private const short JoinVersion = 5;
    private const short SyncVersion = 5;
    private const short CommitVersion = 9;

    private readonly CancellationTokenSource _ending = new();

    [Fact]
    public async Task A_commit_is_answered_although_its_connection_ends()
    {
        await using var harness = await ActorHarness.StartAsync();
        await using var groups = harness.Coordinate();
        harness.HoldDisk();
        var handler = new OffsetCommitHandler(harness.Scope(), groups);
        var answer = await StartAsync(handler, GroupHarness.Commit(42), CommitVersion);

        await _ending.CancelAsync();
        harness.ReleaseDisk();
        var committed = await FinishAsync<OffsetCommitResponse>(answer, CommitVersion);

        Assert.Equal(0, committed.Topics[0].Partitions[0].ErrorCode);
        Assert.Equal(42, harness.Stored()!.Offsets[ActorHarness.Orders].Offset);
    }

    [Fact]
    public async Task A_member_that_waits_for_others_looks_for_the_coordinator_when_the_server_stops()
    {
        await using var harness = await ActorHarness.StartAsync();
        await using var groups = harness.Coordinate();
        var joins = new JoinGroupHandler(harness.Scope(), groups);
        var first = await FinishAsync<JoinGroupResponse>(
            await StartAsync(joins, GroupHarness.JoinRequest("", "pod-1"), JoinVersion), JoinVersion);
        await FinishAsync<SyncGroupResponse>(
            await StartAsync(new SyncGroupHandler(groups), Sync(first), SyncVersion), SyncVersion);
        var joining = await StartAsync(joins, GroupHarness.JoinRequest("", "pod-2"), JoinVersion);

        await _ending.CancelAsync();
        var joined = await FinishAsync<JoinGroupResponse>(joining, JoinVersion);

        Assert.Equal(0, first.ErrorCode);
        Assert.Equal(ErrorCode.CoordinatorNotAvailable, (ErrorCode)joined.ErrorCode);
    }

    [Fact]
    public async Task A_sync_that_waits_for_the_leader_is_answered_when_the_server_stops()
    {
        await using var harness = await ActorHarness.StartAsync();
        await using var groups = harness.Coordinate();
        var joined = await FinishAsync<JoinGroupResponse>(
            await StartAsync(
                new JoinGroupHandler(harness.Scope(), groups), GroupHarness.JoinRequest("", "pod-1"), JoinVersion),
            JoinVersion);
        harness.HoldDisk();
        var syncing = await StartAsync(new SyncGroupHandler(groups), Sync(joined), SyncVersion);

        await _ending.CancelAsync();
        var synced = await FinishAsync<SyncGroupResponse>(syncing, SyncVersion);

        Assert.Equal(ErrorCode.CoordinatorNotAvailable, (ErrorCode)synced.ErrorCode);
    }

    [Fact]
    public async Task What_waiting_requests_bring_is_counted()
    {
        const int Bytes = 1_000_000;
        await using var harness = await ActorHarness.StartAsync(partitions: 1000);
        await using var groups = harness.Coordinate();
        var join = GroupHarness.JoinRequest("", "pod-1");
        join.Protocols[0].Metadata = new byte[Bytes];
        var commit = GroupHarness.Commit(42);
        commit.Topics[0].Partitions = [.. Enumerable.Range(0, 1000).Select(index =>
            new OffsetCommitRequestPartition { PartitionIndex = index, CommittedMetadata = new string('x', 1000) })];

        var committing = await StartAsync(new OffsetCommitHandler(harness.Scope(), groups), commit, CommitVersion);
        await FinishAsync<OffsetCommitResponse>(committing, CommitVersion);
        var joining = await StartAsync(new JoinGroupHandler(harness.Scope(), groups), join, JoinVersion);
        var joined = await FinishAsync<JoinGroupResponse>(joining, JoinVersion);
        var sync = Sync(joined);
        sync.Assignments = [new() { MemberId = joined.MemberId, Assignment = new byte[Bytes] }];
        var syncing = await StartAsync(new SyncGroupHandler(groups), sync, SyncVersion);
        await FinishAsync<SyncGroupResponse>(syncing, SyncVersion);

        // A thousand texts of a thousand chars are a megabyte on disk and two in memory.
        Assert.InRange(committing.HeldBytes, 3 * Bytes, 4 * Bytes);
        Assert.InRange(joining.HeldBytes, Bytes, 3 * Bytes);
        Assert.InRange(syncing.HeldBytes, Bytes, 3 * Bytes);
    }

    public void Dispose() => _ending.Dispose();

    private static SyncGroupRequest Sync(JoinGroupResponse joined) => new()
    {
        GroupId = GroupHarness.Group,
        GenerationId = joined.GenerationId,
        MemberId = joined.MemberId,
        GroupInstanceId = "pod-1",
        Assignments = [new() { MemberId = joined.MemberId, Assignment = new byte[] { 7 } }],
    };

    private async Task<PendingResponse> StartAsync<TRequest>(IApiHandler handler, TRequest message, short version)
        where TRequest : class, IWireMessage<TRequest>
    {
        var head = new RequestHead((short)handler.Key, version, 1, "test");
        var request = new RequestContext(head, new ConnectionFacts("test", null, null), 0) { Ending = _ending.Token };
        return (await handler.StartAsync(request, WireBytes.Of(message, version), CancellationToken.None))!;
    }

    private static async Task<TResponse> FinishAsync<TResponse>(PendingResponse answer, short version)
        where TResponse : class, IWireMessage<TResponse>
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var frame = await answer.CompleteAsync(patience.Token);
        var reader = new WireReader(WireBytes.Of(frame).AsMemory(FrameBuffer.LengthPrefixBytes));
        var header = version >= TResponse.FirstFlexibleVersion ? (short)1 : (short)0;
        Assert.Equal(1, ResponseHeader.Read(ref reader, header).CorrelationId);
        return TResponse.Read(ref reader, version);
    }
}
