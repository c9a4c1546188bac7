using System.Collections.Concurrent;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// The folders of topics, <c>NAME-ID8</c>, with one for each of their partitions: makes, opens and deletes them. Which
/// of them count is in the meta log alone. Deleting may go on beside the rest, which is done one at a time.
/// </summary>
/// <param name="root">The folder that they are in.</param>
/// <param name="scope">What the partitions share.</param>
/// <param name="flush">When they force records to disk.</param>
internal sealed class TopicFolders(string root, PartitionScope scope, FlushMode flush)
{
    private readonly ConcurrentQueue<string> _deleted = [];
    private readonly List<LogTruncation> _truncations = [];
    private readonly List<LogDamage> _damages = [];

    /// <summary>What <see cref="Open"/> had to cut off.</summary>
    public IReadOnlyList<LogTruncation> Truncations => _truncations;

    /// <summary>What <see cref="Open"/> found damaged and left in place.</summary>
    public IReadOnlyList<LogDamage> Damages => _damages;

    /// <summary>Opens all partitions of a topic with what is in their files.</summary>
    public List<Partition> Open(string topic, TopicEntry entry, TopicConfig config, ScanDepth depth)
    {
        var partitions = new List<Partition>(entry.Partitions);
        for (var index = 0; index < entry.Partitions; index++)
        {
            var settings = SettingsOf(topic, entry.Id, index, config);
            var found = new PartitionRecovery(scope, settings, depth).Run();
            Report(topic, index, found);
            partitions.Add(new Partition(settings, found, scope));
        }

        return partitions;
    }

    /// <summary>
    /// Makes the partitions of a topic from an index on, with their names on disk. What a crash or a failure had left
    /// of them is deleted. When one can not be made the others are closed.
    /// </summary>
    public List<Partition> Make(string topic, TopicEntry entry, TopicConfig config, int first)
    {
        var folder = PathOf(topic, entry.Id);
        for (var index = first; index < entry.Partitions; index++)
        {
            scope.Files.DeleteFolder($"{folder}/{index}");
            scope.Files.CreateFolder($"{folder}/{index}");
        }

        scope.Files.SyncFolder(folder);
        if (first == 0)
            scope.Files.SyncFolder(root);
        var made = new List<Partition>(entry.Partitions - first);
        try
        {
            for (var index = first; index < entry.Partitions; index++)
            {
                var settings = SettingsOf(topic, entry.Id, index, config);
                var found = new PartitionRecovery(scope, settings, ScanDepth.Headers).Run();
                made.Add(new Partition(settings, found, scope));
            }

            return made;
        }
        catch
        {
            made.ForEach(partition => partition.Close(LogError.UnknownTopic));
            throw;
        }
    }

    /// <summary>At the next <see cref="DeleteDue"/>.</summary>
    public void DeleteLater(string topic, Guid id) => _deleted.Enqueue(PathOf(topic, id));

    /// <summary>
    /// Deletes the folders whose time has come; one that can not be deleted is left for the next time.
    /// </summary>
    public void DeleteDue()
    {
        for (var left = _deleted.Count; left > 0 && _deleted.TryDequeue(out var folder); left--)
        {
            try
            {
                scope.Files.DeleteFolder(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _deleted.Enqueue(folder);
                TopicStoreLog.NotDeleted(scope.Logger, e, folder);
            }
        }
    }

    /// <summary>Deletes what a crash left of topics that were being created or had been deleted.</summary>
    public void DeleteUnknown(IEnumerable<Topic> known)
    {
        var paths = known.Select(topic => PathOf(topic.Name, topic.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in scope.Files.List(root))
        {
            if (!paths.Contains($"{root}/{name}"))
                scope.Files.DeleteFolder($"{root}/{name}");
        }
    }

    private PartitionSettings SettingsOf(string topic, Guid id, int index, TopicConfig config) =>
        new(topic, index, $"{PathOf(topic, id)}/{index}", config, flush);

    private void Report(string topic, int index, PartitionFiles found)
    {
        if (found.Truncation is { } cut)
        {
            _truncations.Add(cut);
            TopicStoreLog.Truncated(scope.Logger, topic, index, cut.Bytes, cut.File, cut.Position, cut.NextOffset);
        }

        foreach (var damage in found.Damages)
            TopicStoreLog.Damaged(scope.Logger, damage.File, damage.Position, damage.Reason);
        _damages.AddRange(found.Damages);
    }

    private string PathOf(string topic, Guid id) => $"{root}/{topic}-{id:N}"[..^24];
}
