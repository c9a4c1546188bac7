using SchemaRegistry.Cli.Input;

namespace SchemaRegistry.Cli.Produce;

/// <summary>What <c>produce</c> was asked for.</summary>
internal sealed record ProduceOptions(string Topic, InputOptions Input, string Registry, string Bootstrap)
{
    public string? SchemaPath { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    public long? Sample { get; init; }

    public string? Key { get; init; }

    public RowErrors OnError { get; init; }
}

/// <summary>What happens after a row that does not fit its schema.</summary>
internal enum RowErrors
{
    Stop,
    Continue,
}
