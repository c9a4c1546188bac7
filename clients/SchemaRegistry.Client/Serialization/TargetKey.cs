using System.Runtime.CompilerServices;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// Where a value goes and the schema that it has. Schemas are compared by reference: Apache.Avro's own comparison
/// walks into every use of a type, which takes exponential time.
/// </summary>
internal readonly struct TargetKey(string topic, RecordPart part, object schemaKey) : IEquatable<TargetKey>
{
    private readonly string _topic = topic;
    private readonly RecordPart _part = part;
    private readonly object _schemaKey = schemaKey;

    public bool Equals(TargetKey other) =>
        ReferenceEquals(_schemaKey, other._schemaKey) && _part == other._part && _topic == other._topic;

    public override bool Equals(object? obj) => obj is TargetKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_schemaKey), _part, _topic);
}
