using System.Text.Json;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>One line that a driver wrote.</summary>
internal sealed class ClientEvent(string line)
{
    private readonly JsonElement _facts = JsonDocument.Parse(line).RootElement;

    public string Name => Text("event")!;

    public string? Text(string fact) => _facts.GetProperty(fact).GetString();

    public long Number(string fact) => _facts.GetProperty(fact).GetInt64();

    public bool IsKnown(string fact) => _facts.GetProperty(fact).ValueKind != JsonValueKind.Null;

    public List<int> Numbers(string fact) =>
        [.. _facts.GetProperty(fact).EnumerateArray().Select(one => one.GetInt32())];

    public List<string?> Texts(string fact) =>
        [.. _facts.GetProperty(fact).EnumerateArray().Select(one => one.GetString())];

    public ClientRecord Record => new(Text("key"), Text("value"), [.. _facts.GetProperty("headers").EnumerateArray()
        .Select(header => header.EnumerateArray().Select(part => part.GetString()).ToArray())]);

    /// <summary>Where a record is in its topic.</summary>
    public (long Partition, long Offset) Place => (Number("partition"), Number("offset"));

    public override string ToString() => line;
}
