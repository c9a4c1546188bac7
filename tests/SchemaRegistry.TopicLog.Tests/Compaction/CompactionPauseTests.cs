using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>How often compaction goes over a partition.</summary>
public sealed class CompactionPauseTests
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    private static readonly (string, string) Retention = ("delete.retention.ms", "600000");

    /// <summary>Ten minutes, and an eighth of them: 675 seconds.</summary>
    [Fact]
    public async Task A_tombstone_waits_for_others_that_may_go_with_it()
    {
        await using var topic = await CompactedTopic.CreateAsync(Retention);
        await topic.AppendAsync(("a", "1"), ("a", null));
        await topic.RollAsync();
        await topic.CompactAsync();

        topic.Time.Advance(TimeSpan.FromMilliseconds(674_999));
        await topic.CompactAsync();
        Assert.Equal(["1 a"], topic.Read());
        topic.Time.Advance(TimeSpan.FromMilliseconds(1));
        await topic.CompactAsync();

        Assert.Empty(topic.Read());
    }

    [Fact]
    public async Task Tombstones_that_never_end_cause_eight_passes_at_most_in_their_time()
    {
        var files = new MemoryFileSystem(keepsJournal: true);
        await using var topic = await CompactedTopic.CreateAsync(
            files, new LogOptions(), NullLoggerFactory.Instance, Retention);
        await DeleteKeysAsync(topic, rounds: 20, from: 0);

        // From here on no part is dirty enough, and only the time of tombstones begins a pass.
        await topic.ChangeConfigAsync(
            ("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "1"), Retention);
        var passes = 0;
        for (var round = 20; round < 140; round++)
        {
            var before = files.Changes;
            await DeleteKeysAsync(topic, rounds: 1, round);
            passes += files.Journal.Skip(before).Any(operation => operation.Path.EndsWith("checkpoint.new")) ? 1 : 0;
        }

        Assert.InRange(passes, 1, 16);
    }

    /// <summary>0, 30, 90, 210, 450, 930, 1890 and 3690 seconds: half a minute, then twice as long each time.</summary>
    [Fact]
    public async Task A_pass_that_failed_is_tried_again_after_a_pause_that_grows()
    {
        var files = new MemoryFileSystem();
        var attempts = 0;
        await using var topic = await CompactedTopic.CreateAsync(files, new LogOptions(), NullLoggerFactory.Instance);
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        await topic.RollAsync();
        files.BeforeOperation = operation =>
        {
            if (operation.Kind != FileOperationKind.Create || !operation.Path.EndsWith("compaction.new"))
                return;
            attempts++;
            throw new IOException("ENOSPC");
        };

        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromHours(1); elapsed += Round)
        {
            await topic.CompactAsync();
            topic.Time.Advance(Round);
        }

        Assert.Equal(7, attempts);
        files.BeforeOperation = null;
        topic.Time.Advance(TimeSpan.FromMinutes(30));
        await topic.CompactAsync();
        Assert.Equal(["1 a=2"], topic.Read());
    }

    [Fact]
    public async Task A_pass_that_succeeded_ends_the_pauses()
    {
        var files = new MemoryFileSystem();
        await using var topic = await CompactedTopic.CreateAsync(files, new LogOptions(), NullLoggerFactory.Instance);
        for (var time = 0; time < 5; time++)
        {
            await topic.AppendAsync(("a", "1"), ("a", $"{time}"));
            await topic.RollAsync();
            files.BeforeOperation = operation =>
            {
                if (operation.Path.EndsWith("compaction.new"))
                    throw new IOException("ENOSPC");
            };
            await topic.CompactAsync();
            files.BeforeOperation = null;
            var before = topic.Partition.Checkpoint.CleanEnd;

            topic.Time.Advance(TimeSpan.FromSeconds(30));
            await topic.CompactAsync();
            Assert.True(topic.Partition.Checkpoint.CleanEnd > before);
        }
    }

    /// <summary>In each round one more key comes and goes.</summary>
    private static async Task DeleteKeysAsync(CompactedTopic topic, int rounds, int from)
    {
        for (var key = from; key < from + rounds; key++)
        {
            await topic.AppendAsync(($"key {key}", "1"), ($"key {key}", null));
            await topic.RollAsync();
            await topic.CompactAsync();
            topic.Time.Advance(Round);
        }
    }
}
