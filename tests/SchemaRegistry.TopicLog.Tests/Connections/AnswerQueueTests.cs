using SchemaRegistry.Kafka.Connections;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Connections;

public sealed class AnswerQueueTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_answer_of_a_connection_never_waits_for_others()
    {
        var overall = new ByteBudget(10_000);
        using var greedy = new AnswerQueue(overall);
        using var modest = new AnswerQueue(overall);
        await greedy.EnqueueAsync(new Held(50_000), _cancel);

        var first = modest.EnqueueAsync(new Held(5000), _cancel);

        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal(10_000 - 50_000 - 5000, overall.Free);
    }

    [Fact]
    public async Task Later_answers_wait_until_there_is_room_and_give_back_what_they_took()
    {
        var overall = new ByteBudget(10_000);
        using var queue = new AnswerQueue(overall);
        await queue.EnqueueAsync(new Held(8000), _cancel);

        var second = queue.EnqueueAsync(new Held(8000), _cancel).AsTask();
        Assert.False(second.IsCompleted);
        Assert.True(queue.TryDequeue(out _));
        Assert.False(second.IsCompleted);
        queue.Settle();

        await second;
        Assert.Equal(2000, overall.Free);
        queue.Drain();
        Assert.Equal(10_000, overall.Free);
    }

    [Fact]
    public async Task Waiting_ends_with_an_answer_or_with_the_end_of_all()
    {
        using var queue = new AnswerQueue(new ByteBudget(10_000));

        var waiting = queue.WaitAsync();
        Assert.False(waiting.IsCompleted);
        await queue.EnqueueAsync(new Held(0), _cancel);
        Assert.True(await waiting);

        Assert.True(queue.TryDequeue(out _));
        queue.Settle();
        waiting = queue.WaitAsync();
        queue.Complete();
        Assert.False(await waiting);
        Assert.False(await queue.WaitAsync());
    }

    [Fact]
    public async Task Nothing_comes_out_of_a_queue_that_was_aborted()
    {
        using var queue = new AnswerQueue(new ByteBudget(10_000));
        await queue.EnqueueAsync(new Held(0), _cancel);

        queue.Abort();

        Assert.False(await queue.WaitAsync());
        Assert.False(queue.TryDequeue(out _));
    }

    private sealed class Held(long bytes) : PendingResponse
    {
        public override bool IsReady => true;

        public override long HeldBytes => bytes;

        public override ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken) =>
            new(new FrameBuffer());
    }
}
