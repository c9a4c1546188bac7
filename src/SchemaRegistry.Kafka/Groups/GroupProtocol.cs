namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// A way of assigning that a member can take part in, with what it tells the leader then; the bytes mean nothing to
/// the broker.
/// </summary>
internal sealed record GroupProtocol(string Name, byte[] Metadata)
{
    public bool Equals(GroupProtocol? other) =>
        other is not null && Name == other.Name && Metadata.AsSpan().SequenceEqual(other.Metadata);

    public override int GetHashCode() => HashCode.Combine(Name, Metadata.Length);
}
