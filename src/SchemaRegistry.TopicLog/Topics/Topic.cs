using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// A named set of partitions. A topic that is deleted and created again is another one, with another id.
/// </summary>
public sealed class Topic
{
    private TopicConfig _config;
    private IReadOnlyList<Partition> _partitions;

    internal Topic(string name, Guid id, TopicConfig config, IReadOnlyList<Partition> partitions)
    {
        Name = name;
        Id = id;
        _config = config;
        _partitions = partitions;
    }

    public string Name { get; }

    public Guid Id { get; }

    public TopicConfig Config
    {
        get => Volatile.Read(ref _config);
        internal set => Volatile.Write(ref _config, value);
    }

    /// <summary>By index, from 0; never empty. A list never changes, but a longer one may take its place.</summary>
    public IReadOnlyList<Partition> Partitions
    {
        get => Volatile.Read(ref _partitions);
        internal set => Volatile.Write(ref _partitions, value);
    }
}
