namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>A group of client processes over one topic, and what it has read so far.</summary>
internal sealed class GroupSharing(ClientStage stage, string topic, int partitions)
{
    private int _produced;

    public List<ClientProcess> Members { get; } = [];

    /// <summary>Waits until so many members have all partitions between them, in equal parts, and none twice.</summary>
    public Task UntilSharedByAsync(int members) => stage.UntilAsync($"{members} members share {topic}", () =>
    {
        var parts = Members.Select(member => member.Partitions).OfType<List<int>>().ToList();
        return parts.Count == members
            && parts.All(part => part.Count == partitions / members)
            && parts.SelectMany(part => part).Order().SequenceEqual(Enumerable.Range(0, partitions));
    });

    /// <summary>
    /// Writes so many records into each partition, sees that each comes to one member and once, and commits.
    /// </summary>
    public async Task ProduceAndReadAsync(int records)
    {
        stage.Produce(topic, partitions, records);
        _produced += partitions * records;

        await stage.UntilAsync(
            $"{_produced} records are read", () => Members.Sum(member => member.Records.Count) >= _produced);

        var places = stage.Look(() =>
            Members.SelectMany(member => member.Records).Select(record => record.Place).ToList());
        Assert.Equal(_produced, places.Count);
        Assert.Equal(_produced, places.Distinct().Count());
        foreach (var member in Members.Where(member => member.Partitions is not null))
            await member.AskAsync("committed", "commit");
    }
}
