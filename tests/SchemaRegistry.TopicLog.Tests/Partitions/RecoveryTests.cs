using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class RecoveryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_on_disk_is_there_again_after_a_stop_or_without_one(bool stops)
    {
        var folder = Directory.CreateTempSubdirectory("topic-log-").FullName;
        try
        {
            var store = await TestStore.OpenAsync(DiskFileSystem.Instance, folder);
            var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
            for (var index = 0; index < 60; index++)
                await TestStore.AppendDurablyAsync(partition, $"value {index}");
            var cluster = store.ClusterId;
            if (stops)
                await store.DisposeAsync();

            await using var again = await TestStore.OpenAsync(DiskFileSystem.Instance, folder);

            Assert.Equal(cluster, again.ClusterId);
            Assert.Empty(again.Truncations);
            Assert.Equal(60, TestStore.ReadAll(TestStore.Find(again)).Count);
            Assert.Equal(60, (await TestStore.AppendDurablyAsync(TestStore.Find(again), "next")).BaseOffset);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_the_last_segment_is_reported_and_no_offset_is_given_again()
    {
        for (var flipped = 0; flipped < 3 * 80; flipped += 7)
        {
            var files = new MemoryFileSystem();
            var store = await TestStore.OpenAsync(files);
            var partition = await TestStore.CreateAsync(store);
            for (var index = 0; index < 3; index++)
                await TestStore.AppendDurablyAsync(partition, $"value {index}");
            var path = LogPath(files);
            using (var file = files.Open(path))
            {
                var content = new byte[file.Length];
                file.Read(content, 0);
                if (flipped >= content.Length || IsUnchecked(flipped, content))
                    continue;
                file.Write([new[] { (byte)(content[flipped] ^ 0x10) }], flipped);
            }

            await using var again = await TestStore.OpenAsync(files);

            Assert.Single(again.Truncations);
            var sound = TestStore.ReadAll(TestStore.Find(again));
            Assert.True(sound.Count < 3);
            Assert.All(sound, record => Assert.Equal($"value {record.Offset}", record.Value));
        }
    }

    [Fact]
    public async Task Damage_in_the_middle_does_not_give_acknowledged_offsets_again()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store);
        for (var index = 0; index < 10; index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");
        using (var file = files.Open(LogPath(files)))
            file.Write([new byte[] { 0xff }], (file.Length / 2) + 30);

        await using var again = await TestStore.OpenAsync(files);

        Assert.Equal(10, (await TestStore.AppendDurablyAsync(TestStore.Find(again), "next")).BaseOffset);
        Assert.Equal("next", TestStore.ReadAll(TestStore.Find(again)).Last().Value);
    }

    [Fact]
    public async Task Duplicates_are_recognised_after_a_crash()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var sequence = 0; sequence < 40; sequence++)
        {
            var result = partition.Append(TestStore.Batch(new BatchOrigin(5, 0, sequence), $"{sequence}"));
            await partition.WaitDurableAsync(result.NextOffset, None);
        }

        await using var again = await TestStore.OpenAsync(files);

        var duplicate = TestStore.Find(again).Append(TestStore.Batch(new BatchOrigin(5, 0, 39), "39"));
        Assert.Equal((39L, true), (duplicate.BaseOffset, duplicate.IsDuplicate));
        Assert.Equal(LogError.None, TestStore.Find(again).Append(TestStore.Batch(new BatchOrigin(5, 0, 40), "40")).Error);
    }

    [Fact]
    public async Task Index_files_whose_segment_is_gone_are_deleted()
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < 40; index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");
        await store.DisposeAsync();
        var folder = partition.Settings.Folder;
        var before = files.List(folder).Order().ToList();
        foreach (var stem in new[] { $"{1:D20}", $"{0:D20}-{5:D20}.3", $"{100:D20}" })
            files.Open($"{folder}/{stem}.index").Dispose();

        await using var again = await TestStore.OpenAsync(files);

        Assert.Equal(before, files.List(folder).Order());
        Assert.Equal(40, TestStore.ReadAll(TestStore.Find(again)).Count);
    }

    private static string LogPath(MemoryFileSystem files)
    {
        var topic = files.List($"{TestStore.Folder}/topics").Single();
        return $"{TestStore.Folder}/topics/{topic}/0/00000000000000000000.log";
    }

    /// <summary>
    /// The leader epoch is the one field that neither the checksum nor the order of offsets protects.
    /// </summary>
    private static bool IsUnchecked(int position, ReadOnlySpan<byte> content)
    {
        var size = (int)new BatchHeader(content).TotalSize;
        return position % size is >= BatchLayout.LeaderEpoch and < BatchLayout.Magic;
    }
}
