using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.TopicLog.Tests.Wire;

public sealed class ByteBudgetTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_for_more_than_is_free_waits_and_later_small_ones_do_not_overtake()
    {
        var budget = new ByteBudget(100);
        await budget.AcquireAsync(60, _cancel);

        var large = budget.AcquireAsync(50, _cancel).AsTask();
        var small = budget.AcquireAsync(10, _cancel).AsTask();
        Assert.False(large.IsCompleted);
        Assert.False(small.IsCompleted);
        budget.Release(60);

        Assert.Equal(50, await large);
        Assert.Equal(10, await small);
        Assert.Equal(40, budget.Free);
    }

    [Fact]
    public async Task More_than_the_whole_budget_counts_as_the_whole_budget()
    {
        var budget = new ByteBudget(100);

        var taken = await budget.AcquireAsync(1000, _cancel);

        Assert.Equal(100, taken);
        Assert.Equal(0, budget.Free);
    }

    [Fact]
    public async Task Giving_up_lets_those_behind_go_on()
    {
        var budget = new ByteBudget(100);
        await budget.AcquireAsync(60, _cancel);
        using var impatient = new CancellationTokenSource();
        var large = budget.AcquireAsync(50, impatient.Token).AsTask();
        var small = budget.AcquireAsync(10, _cancel).AsTask();

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        Assert.Equal(10, await small);
    }

    [Fact]
    public void Taking_up_to_a_number_never_waits()
    {
        var budget = new ByteBudget(100);

        Assert.Equal(70, budget.TakeUpTo(70));
        Assert.Equal(30, budget.TakeUpTo(70));
        Assert.Equal(0, budget.TakeUpTo(70));
        budget.Overdraw(5);
        Assert.Equal(0, budget.TakeUpTo(70));
        budget.Release(105);

        Assert.Equal(100, budget.Free);
    }
}
