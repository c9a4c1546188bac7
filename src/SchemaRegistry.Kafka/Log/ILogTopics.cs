using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.Kafka.Log;

/// <summary>The topics of a log, as the broker uses them. Safe for any thread.</summary>
public interface ILogTopics
{
    /// <summary>All topics at this moment, by name.</summary>
    IReadOnlyCollection<ILogTopic> Topics { get; }

    bool TryGet(string name, [NotNullWhen(true)] out ILogTopic? topic);

    bool TryGet(Guid id, [NotNullWhen(true)] out ILogTopic? topic);

    /// <summary>Why a topic of this shape cannot be created; null when it can.</summary>
    LogRefusal? Validate(LogTopicShape shape);

    /// <summary>Creates a topic durably. Of two callers at once one gets <see cref="ErrorCode.TopicAlreadyExists"/>.</summary>
    ValueTask<LogCreation> CreateAsync(LogTopicShape shape, CancellationToken cancellationToken);

    /// <summary>Deletes a topic durably; false when it is gone already.</summary>
    ValueTask<bool> DeleteAsync(ILogTopic topic, CancellationToken cancellationToken);

    /// <summary>A producer id that was never handed out before, not even before a crash.</summary>
    ValueTask<long> AllocateProducerIdAsync(CancellationToken cancellationToken);
}
