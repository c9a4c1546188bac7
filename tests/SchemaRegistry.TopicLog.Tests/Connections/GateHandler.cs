using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>
/// Notes each request as it is executed, and answers (correlation id only) when the test opens that request's gate.
/// </summary>
internal sealed class GateHandler : IApiHandler
{
    private readonly Dictionary<int, TaskCompletionSource> _gates = [];

    public List<int> Executed { get; } = [];

    public SemaphoreSlim Started { get; } = new(0);

    public ApiKey Key => ApiKey.Produce;

    public string Name => "Gate";

    public short AdvertisedMinVersion => 0;

    public short MinVersion => 0;

    public short MaxVersion => 3;

    public short FirstFlexibleVersion => short.MaxValue;

    /// <summary>A request of this handler with an empty body and no client id.</summary>
    public static string Request(byte correlationId) => $"0000000A00000003000000{correlationId:X2}FFFF";

    public static string Answer(byte correlationId) => $"00000004000000{correlationId:X2}";

    public void Open(int correlationId) => Gate(correlationId).SetResult();

    public void Fail(int correlationId) =>
        Gate(correlationId).SetException(new InvalidDataException("broken on purpose"));

    public ValueTask<PendingResponse?> StartAsync(
        RequestContext request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        lock (_gates)
            Executed.Add(request.CorrelationId);

        Started.Release();
        return new(new AwaitedResponse(AnswerAsync(request.CorrelationId)));
    }

    private async Task<FrameBuffer> AnswerAsync(int correlationId)
    {
        await Gate(correlationId).Task;
        var frame = new FrameBuffer();
        new WireWriter(frame).WriteInt32(correlationId);
        return frame.Seal();
    }

    private TaskCompletionSource Gate(int correlationId)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(correlationId, out var gate))
                _gates[correlationId] = gate = new TaskCompletionSource(
                    TaskCreationOptions.RunContinuationsAsynchronously);

            return gate;
        }
    }
}
