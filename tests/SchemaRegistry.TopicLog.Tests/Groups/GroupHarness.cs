using System.Buffers.Binary;
using System.Text;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Handlers;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Requests of group members as short calls, each member on a connection of its own.</summary>
internal sealed class GroupHarness : IAsyncDisposable
{
    public const string Group = "g";
    public const int SessionMs = 10_000;
    public const int RebalanceMs = 60_000;

    private const short JoinVersion = 9;
    private const short SyncVersion = 5;

    private readonly WireClient _looking;

    private GroupHarness(BrokerHarness broker)
    {
        Broker = broker;
        _looking = broker.Connect();
    }

    public BrokerHarness Broker { get; }

    public static async Task<GroupHarness> StartAsync(
        KafkaBrokerOptions? options = null, IFileSystem? files = null, Action? onLogOpened = null)
    {
        var patient = (options ?? new KafkaBrokerOptions()) with { IdleTimeout = TimeSpan.FromDays(10_000) };
        return new GroupHarness(await BrokerHarness.StartAsync(patient, files: files, onLogOpened: onLogOpened));
    }

    /// <summary>What a consumer tells the leader: version 1, the topics, no user data, no owned partitions.</summary>
    public static byte[] Subscription(params string[] topics)
    {
        var bytes = new List<byte> { 0, 1 };
        bytes.AddRange(Int32(topics.Length));
        foreach (var topic in topics)
            bytes.AddRange([0, (byte)topic.Length, .. Encoding.ASCII.GetBytes(topic)]);
        return [.. bytes, .. Int32(-1), .. Int32(0)];
    }

    public static JoinGroupRequest JoinRequest(
        string memberId, string? instanceId = null, params string[] protocols) => new()
    {
        GroupId = Group,
        SessionTimeoutMs = SessionMs,
        RebalanceTimeoutMs = RebalanceMs,
        MemberId = memberId,
        GroupInstanceId = instanceId,
        ProtocolType = "consumer",
        Protocols = [.. (protocols.Length == 0 ? ["range"] : protocols).Select(name =>
            new JoinGroupRequestProtocol { Name = name, Metadata = Subscription("orders") })],
    };

    /// <summary>Sends a JoinGroup; the answer is awaited where others have to act first.</summary>
    public (WireClient Client, Task<JoinGroupResponse> Answer) Join(JoinGroupRequest request, WireClient? client = null)
    {
        client ??= Broker.Connect();
        return (client, client.CallAsync<JoinGroupRequest, JoinGroupResponse>(request, JoinVersion));
    }

    /// <summary>A new dynamic member's two joins: the first names it.</summary>
    public async Task<(string MemberId, WireClient Client, Task<JoinGroupResponse> Answer)> EnterAsync(
        params string[] protocols)
    {
        var (client, naming) = Join(JoinRequest("", null, protocols));
        var named = await naming;
        Assert.Equal((short)ErrorCode.MemberIdRequired, named.ErrorCode);
        var (_, answer) = Join(JoinRequest(named.MemberId, null, protocols), client);
        await UntilAsync(group => group.Members.Any(member => member.MemberId == named.MemberId));
        return (named.MemberId, client, answer);
    }

    /// <summary>Looks at the group until it is so; a request that waits is then known to be there.</summary>
    public async Task UntilAsync(Func<DescribedGroup, bool> isReached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isReached(await DescribeAsync()))
            patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>A group with one member, which has its assignment.</summary>
    public async Task<(JoinGroupResponse Joined, WireClient Client)> FormAsync(params string[] protocols)
    {
        var (memberId, client, answer) = await EnterAsync(protocols);
        var joined = await answer;
        Assert.Equal(0, joined.ErrorCode);
        var synced = await SyncAsync(client, joined, (memberId, [7]));
        Assert.Equal(0, synced.ErrorCode);
        return (joined, client);
    }

    /// <summary>A static member that joins an empty group and gets its assignment.</summary>
    public async Task<(JoinGroupResponse Joined, WireClient Client)> FormStaticAsync(string instanceId)
    {
        var (client, answer) = Join(JoinRequest("", instanceId));
        var joined = await answer;
        Assert.Equal(0, joined.ErrorCode);
        var synced = await SyncAsync(client, joined, instanceId, (joined.MemberId, [7]));
        Assert.Equal(0, synced.ErrorCode);
        return (joined, client);
    }

    public static Task<SyncGroupResponse> SyncAsync(
        WireClient client, JoinGroupResponse joined, params (string MemberId, byte[] Assignment)[] assignments) =>
        SyncAsync(client, joined, null, assignments);

    public static Task<SyncGroupResponse> SyncAsync(
        WireClient client,
        JoinGroupResponse joined,
        string? instanceId,
        params (string MemberId, byte[] Assignment)[] assignments) =>
        client.CallAsync<SyncGroupRequest, SyncGroupResponse>(
            new SyncGroupRequest
            {
                GroupId = Group,
                GenerationId = joined.GenerationId,
                MemberId = joined.MemberId,
                GroupInstanceId = instanceId,
                ProtocolType = "consumer",
                ProtocolName = joined.ProtocolName,
                Assignments = [.. assignments.Select(assigned => new SyncGroupRequestAssignment
                {
                    MemberId = assigned.MemberId,
                    Assignment = assigned.Assignment,
                })],
            },
            SyncVersion);

    public static async Task<ErrorCode> BeatAsync(
        WireClient client, string memberId, int generation, string? instanceId = null)
    {
        var answer = await client.CallAsync<HeartbeatRequest, HeartbeatResponse>(
            new()
            {
                GroupId = Group, MemberId = memberId, GenerationId = generation, GroupInstanceId = instanceId,
            },
            4);
        return (ErrorCode)answer.ErrorCode;
    }

    public async Task<LeaveGroupResponse> LeaveAsync(params (string MemberId, string? InstanceId)[] members) =>
        await Broker.Connect().CallAsync<LeaveGroupRequest, LeaveGroupResponse>(
            new()
            {
                GroupId = Group,
                Members = [.. members.Select(member =>
                    new MemberIdentity { MemberId = member.MemberId, GroupInstanceId = member.InstanceId })],
            },
            5);

    public async Task<DescribedGroup> DescribeAsync(string group = Group)
    {
        var answer = await _looking.CallAsync<DescribeGroupsRequest, DescribeGroupsResponse>(
            new() { Groups = [group] }, 5);
        return answer.Groups[0];
    }

    public async Task<ErrorCode> CommitAsync(
        long offset, string memberId = "", int generation = -1, string topic = "orders", string metadata = "")
    {
        var answer = await Broker.Connect().CallAsync<OffsetCommitRequest, OffsetCommitResponse>(
            Commit(offset, memberId, generation, topic, metadata), 9);
        return (ErrorCode)answer.Topics[0].Partitions[0].ErrorCode;
    }

    public static OffsetCommitRequest Commit(
        long offset, string memberId = "", int generation = -1, string topic = "orders", string metadata = "") => new()
    {
        GroupId = Group,
        MemberId = memberId,
        GenerationIdOrMemberEpoch = generation,
        Topics = [new()
        {
            Name = topic,
            Partitions = [new() { PartitionIndex = 0, CommittedOffset = offset, CommittedMetadata = metadata }],
        }],
    };

    public async Task<OffsetFetchResponsePartitions> CommittedAsync(string topic = "orders", string group = Group)
    {
        var answer = await Broker.Connect().CallAsync<OffsetFetchRequest, OffsetFetchResponse>(
            new() { Groups = [new() { GroupId = group, Topics = [new() { Name = topic, PartitionIndexes = [0] }] }] },
            9);
        return answer.Groups[0].Topics[0].Partitions[0];
    }

    public ValueTask DisposeAsync() => Broker.DisposeAsync();

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
