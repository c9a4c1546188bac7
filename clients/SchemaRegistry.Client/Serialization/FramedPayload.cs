namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// A payload without the frame that names its schema. A format that writes more than the schema into the frame
/// (Protobuf: the path of the message) finds that at the begin of <see cref="Tail"/>.
/// </summary>
public readonly ref struct FramedPayload
{
    /// <summary>A payload whose frame was read already.</summary>
    /// <param name="tail">What follows the frame in the payload, or in the header.</param>
    /// <param name="payload">The whole payload when the frame was in a header; else the tail.</param>
    /// <param name="isInHeader">Whether the frame was in a header.</param>
    public FramedPayload(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> payload, bool isInHeader)
    {
        Tail = tail;
        Payload = payload;
        IsInHeader = isInHeader;
    }

    /// <summary>
    /// What follows the frame: the rest of the header's value when <see cref="IsInHeader"/>, else the body.
    /// </summary>
    public ReadOnlySpan<byte> Tail { get; }

    /// <summary>The whole payload when the frame was in a header; else the same as <see cref="Tail"/>.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Whether the frame was in a header of the record.</summary>
    public bool IsInHeader { get; }
}
