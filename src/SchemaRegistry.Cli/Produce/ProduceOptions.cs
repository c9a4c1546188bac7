using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats;

namespace SchemaRegistry.Cli.Produce;

/// <summary>What <c>produce</c> was asked for.</summary>
internal sealed record ProduceOptions(string Topic, InputOptions Input, string Registry, string Bootstrap)
{
    /// <summary>The language of the schema, or null to tell it by the file; a derived one is Avro then.</summary>
    public SchemaType? Format { get; init; }

    public string? SchemaPath { get; init; }

    /// <summary>Full name of the Protobuf message that rows are, or null for the first.</summary>
    public string? Message { get; init; }

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
