using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;

namespace SchemaRegistry.Cli.Topics;

/// <summary>What can be asked and changed about topics. A refusal is a <see cref="CommandException"/>.</summary>
internal sealed class TopicAdmin(KafkaAdmin admin)
{
    /// <summary>All topics, the internal ones too, sorted by name.</summary>
    public async Task<IReadOnlyList<TopicDescription>> ListAsync(CancellationToken cancellationToken)
    {
        // Without names: asking for the metadata of a name would create the topic.
        var metadata = await admin.AskAsync(
            client => Task.FromResult(client.GetMetadata(KafkaAdmin.Timeout)), cancellationToken);
        var topics = await DescribeAsync(metadata.Topics.Select(topic => topic.Topic), cancellationToken);
        return
        [
            .. topics
                .Where(topic => topic.Error.Code != ErrorCode.UnknownTopicOrPart)
                .OrderBy(topic => topic.Name, StringComparer.Ordinal),
        ];
    }

    public async Task<TopicDescription> DescribeAsync(string topic, CancellationToken cancellationToken)
    {
        var description = (await DescribeAsync([topic], cancellationToken)).Single();
        return description.Error.IsError ? throw AdminErrors.OfTopic(topic, description.Error) : description;
    }

    /// <summary>All partitions of those of the topics that are there.</summary>
    public async Task<IReadOnlyList<TopicPartition>> FindPartitionsAsync(
        IReadOnlyList<string> topics, CancellationToken cancellationToken) =>
    [
        .. from topic in await DescribeAsync(topics, cancellationToken)
           where !topic.Error.IsError
           from partition in topic.Partitions
           select new TopicPartition(topic.Name, partition.Partition),
    ];

    public async Task CreateAsync(TopicSpecification topic, CancellationToken cancellationToken)
    {
        var options = new CreateTopicsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(client => client.CreateTopicsAsync([topic], options), cancellationToken);
        }
        catch (CreateTopicsException e)
        {
            throw AdminErrors.OfTopic(topic.Name, e.Results[0].Error);
        }
    }

    /// <summary>What became of each topic.</summary>
    public async Task<IReadOnlyList<DeleteTopicReport>> DeleteAsync(
        IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var options = new DeleteTopicsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(client => client.DeleteTopicsAsync(topics, options), cancellationToken);
            return [.. topics.Select(topic => new DeleteTopicReport { Topic = topic, Error = ErrorCode.NoError })];
        }
        catch (DeleteTopicsException e)
        {
            return e.Results;
        }
    }

    /// <param name="topic">The topic.</param>
    /// <param name="count">How many partitions it has afterwards; a topic can not lose any.</param>
    /// <param name="cancellationToken">Ends the wait, not the change.</param>
    public async Task GrowAsync(string topic, int count, CancellationToken cancellationToken)
    {
        var wanted = new PartitionsSpecification { Topic = topic, IncreaseTo = count };
        var options = new CreatePartitionsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(client => client.CreatePartitionsAsync([wanted], options), cancellationToken);
        }
        catch (CreatePartitionsException e)
        {
            throw AdminErrors.OfTopic(topic, e.Results[0].Error);
        }
    }

    /// <summary>All settings of a topic, sorted by name.</summary>
    public async Task<IReadOnlyList<ConfigEntryResult>> ReadSettingsAsync(
        string topic, CancellationToken cancellationToken)
    {
        var options = new DescribeConfigsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            var answer = await admin.AskAsync(
                client => client.DescribeConfigsAsync([ResourceOf(topic)], options), cancellationToken);
            return [.. answer[0].Entries.Values.OrderBy(setting => setting.Name, StringComparer.Ordinal)];
        }
        catch (DescribeConfigsException e)
        {
            throw AdminErrors.OfTopic(topic, e.Results[0].Error);
        }
    }

    /// <summary>Changes these settings and leaves all others as they are.</summary>
    public async Task ChangeSettingsAsync(
        string topic, IReadOnlyList<SettingChange> changes, CancellationToken cancellationToken)
    {
        var entries = changes.Select(change => new ConfigEntry
        {
            Name = change.Name,
            Value = change.Value,
            IncrementalOperation = change.Value is null ? AlterConfigOpType.Delete : AlterConfigOpType.Set,
        });
        var wanted = new Dictionary<ConfigResource, List<ConfigEntry>> { [ResourceOf(topic)] = [.. entries] };
        var options = new IncrementalAlterConfigsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(client => client.IncrementalAlterConfigsAsync(wanted, options), cancellationToken);
        }
        catch (IncrementalAlterConfigsException e)
        {
            throw AdminErrors.OfTopic(topic, e.Results[0].Error);
        }
    }

    private async Task<IReadOnlyList<TopicDescription>> DescribeAsync(
        IEnumerable<string> topics, CancellationToken cancellationToken)
    {
        var names = TopicCollection.OfTopicNames(topics);
        var options = new DescribeTopicsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            return (await admin.AskAsync(client => client.DescribeTopicsAsync(names, options), cancellationToken))
                .TopicDescriptions;
        }
        catch (DescribeTopicsException e)
        {
            return e.Results.TopicDescriptions;
        }
    }

    private static ConfigResource ResourceOf(string topic) => new() { Type = ResourceType.Topic, Name = topic };
}
