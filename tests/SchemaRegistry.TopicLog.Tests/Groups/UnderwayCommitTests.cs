using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>What deletes offsets while a commit is on its way to the disk.</summary>
public sealed class UnderwayCommitTests
{
    private static readonly TimeSpan Retention = new KafkaBrokerOptions().OffsetsRetention;

    [Fact]
    public async Task Deleting_a_topic_deletes_commits_that_are_not_on_disk_yet()
    {
        await using var harness = await ActorHarness.StartAsync();
        harness.HoldDisk();
        var committing = harness.CommitAsync(42);

        var forgetting = harness.AskAsync<ErrorCode>((group, answer) => group.Commits.ForgetTopic("orders", answer));
        harness.ReleaseDisk();
        await Task.WhenAll(committing, forgetting);

        Assert.Empty(harness.Stored()!.Offsets);
    }

    [Fact]
    public async Task Deleting_offsets_deletes_commits_that_are_not_on_disk_yet()
    {
        await using var harness = await ActorHarness.StartAsync();
        harness.HoldDisk();
        var committing = harness.CommitAsync(42);

        var deleting = harness.AskAsync<OffsetDeletion>((group, answer) =>
            group.Commits.Delete(new HashSet<TopicPartition> { ActorHarness.Orders }, answer));
        harness.ReleaseDisk();
        await Task.WhenAll(committing, deleting);

        Assert.Empty(harness.Stored()!.Offsets);
    }

    [Fact]
    public async Task Deleting_a_group_deletes_commits_that_are_not_on_disk_yet()
    {
        await using var harness = await ActorHarness.StartAsync();
        harness.HoldDisk();
        var committing = harness.CommitAsync(42);

        var deleting = harness.AskAsync<ErrorCode>((group, answer) => group.Delete(answer));
        harness.ReleaseDisk();

        Assert.Equal([ErrorCode.None, ErrorCode.None], await Task.WhenAll(committing, deleting));
        Assert.Empty(harness.Stored()!.Offsets);
    }

    [Fact]
    public async Task A_commit_that_is_not_on_disk_yet_keeps_an_old_one_from_expiring()
    {
        await using var harness = await ActorHarness.StartAsync();
        Assert.Equal(ErrorCode.None, await harness.CommitAsync(41));
        harness.Time.Advance(Retention);
        harness.HoldDisk();
        var committing = harness.CommitAsync(42);

        var looking = harness.AskAsync<bool>((group, answer) =>
        {
            group.Expire();
            answer.SetResult(true);
        });
        harness.ReleaseDisk();
        await Task.WhenAll(committing, looking);

        Assert.Equal(42, await harness.CommittedAsync());
        Assert.Equal(42, harness.Stored()!.Offsets[ActorHarness.Orders].Offset);
    }

    [Fact]
    public async Task A_group_that_expires_stays_when_someone_commits_at_the_same_time()
    {
        await using var harness = await ActorHarness.StartAsync();
        await StoreEmptyAsync(harness);
        harness.HoldDisk();
        var committing = harness.CommitAsync(42);

        var looking = harness.AskAsync<bool>((group, answer) =>
        {
            group.Expire();
            answer.SetResult(true);
        });
        harness.ReleaseDisk();
        await Task.WhenAll(committing, looking);

        Assert.Equal(42, await harness.CommittedAsync());
        Assert.NotNull(harness.Stored()!.Value);
    }

    [Fact]
    public async Task A_topic_that_is_deleted_before_the_commit_has_its_turn_is_unknown()
    {
        await using var harness = await ActorHarness.StartAsync();
        var wish = ActorHarness.Commit(42, ActorHarness.Orders, new TopicPartition("gone", 0));

        var answered = await harness.AskAsync<CommitAnswer>((group, answer) => group.Commit(wish, answer));

        Assert.Equal(ErrorCode.None, answered.ErrorFor("orders"));
        Assert.Equal(ErrorCode.UnknownTopicOrPartition, answered.ErrorFor("gone"));
        Assert.Equal([ActorHarness.Orders], harness.Stored()!.Offsets.Keys);
    }

    [Fact]
    public async Task A_group_that_is_stored_behind_its_deletion_is_known_to_be_stored()
    {
        await using var harness = await ActorHarness.StartAsync();
        await StoreEmptyAsync(harness);
        harness.HoldDisk();

        var deleting = harness.AskAsync<ErrorCode>((group, answer) => group.Delete(answer));
        var storing = StoreEmptyAsync(harness);
        harness.ReleaseDisk();
        await Task.WhenAll(deleting, storing);

        Assert.True(await harness.AskAsync<bool>((group, answer) => answer.SetResult(group.Group.IsStored)));
        Assert.NotNull(harness.Stored()!.Value);
    }

    /// <summary>Writes the record of the group, which has no members.</summary>
    private static async Task StoreEmptyAsync(ActorHarness harness) =>
        await harness.AskAsync<bool>((group, answer) => harness.Records.Append(group.Group).Durable.ContinueWith(
            _ => answer.SetResult(true), TaskScheduler.Default));
}
