using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Consume;

/// <summary>What <c>consume</c> was asked for.</summary>
internal sealed record ConsumeOptions(string Topic, string Registry, string Bootstrap)
{
    public OutputKind Output { get; init; }

    public bool HasEnvelope { get; init; }

    public StartPosition From { get; init; } = StartPosition.Beginning;

    public int? Partition { get; init; }

    /// <summary>The group to join; null to read for oneself.</summary>
    public string? Group { get; init; }

    public long? Count { get; init; }

    public bool ExitsAtEnd { get; init; }
}
