namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>What the JSON mapping leaves open. Without options, the mapping's own defaults hold.</summary>
public sealed record ProtobufJsonOptions
{
    private readonly int _maxDepth = ProtobufDataLimits.DefaultMaxDepth;

    public static ProtobufJsonOptions Default { get; } = new();

    public UnknownMembers UnknownMembers { get; init; }

    public DefaultFields DefaultFields { get; init; }

    public FieldNaming Naming { get; init; }

    public WideIntegers WideIntegers { get; init; }

    /// <summary>
    /// Messages that may be inside one another below the outermost, from 0 to
    /// <see cref="ProtobufDataLimits.LargestMaxDepth"/>; any other number is an ArgumentOutOfRangeException.
    /// </summary>
    public int MaxDepth
    {
        get => _maxDepth;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ProtobufDataLimits.LargestMaxDepth);
            _maxDepth = value;
        }
    }
}
