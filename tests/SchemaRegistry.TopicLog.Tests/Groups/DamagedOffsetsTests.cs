using SchemaRegistry.Kafka;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Bits of the offsets topic rot: one batch is lost, or what follows it in its segment.</summary>
public sealed class DamagedOffsetsTests
{
    private const int Commits = 20;
    private const int Damaged = 12;

    [Fact]
    public async Task Behind_a_batch_with_a_wrong_checksum_loading_goes_on()
    {
        await using var harness = await CommitAsync();

        harness.FlipBit(Damaged, BatchLayout.HeaderSize + 10);
        var loaded = harness.Load();

        Assert.True(loaded.IsComplete);
        Assert.Equal(Enumerable.Range(0, Commits).Except([Damaged]).Select(offset => (long)offset), loaded.Offsets);
        Assert.Contains(harness.Logged.Errors, line => line.Contains($"Offsets {Damaged} to {Damaged} of"));
    }

    [Fact]
    public async Task Behind_a_batch_with_a_wrong_length_the_segment_is_lost()
    {
        await using var harness = await CommitAsync();

        harness.FlipBit(Damaged, BatchLayout.Length);
        var loaded = harness.Load();

        Assert.True(loaded.IsComplete);
        Assert.Equal(Enumerable.Range(0, Damaged).Select(offset => (long)offset), loaded.Offsets);
        Assert.Contains(harness.Logged.Errors, line => line.Contains($"Offsets {Damaged} to {Commits - 1} of"));
    }

    [Fact]
    public async Task Two_damages_are_both_passed_over()
    {
        await using var harness = await CommitAsync();

        harness.FlipBit(0, BatchLayout.HeaderSize + 10);
        harness.FlipBit(Commits - 1, BatchLayout.HeaderSize + 10);
        var loaded = harness.Load();

        Assert.True(loaded.IsComplete);
        Assert.Equal(Enumerable.Range(1, Commits - 2).Select(offset => (long)offset), loaded.Offsets);
    }

    /// <summary>Offsets 0, 1, 2 … are committed, each in a batch of its own at the same offset of the topic.</summary>
    private static async Task<ActorHarness> CommitAsync()
    {
        var harness = await ActorHarness.StartAsync();
        for (var offset = 0; offset < Commits; offset++)
            Assert.Equal(ErrorCode.None, await harness.CommitAsync(offset));
        return harness;
    }
}
