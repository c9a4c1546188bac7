namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// <c>extensions 100, 200 to max [options];</c>: at least one range; the options hold for each of them.
/// </summary>
public sealed record ExtensionsElement(
    IReadOnlyList<NumberRange> Ranges, IReadOnlyList<OptionElement> Options) : ProtoElement;

/// <summary><c>reserved 1, 3 to 5;</c> or <c>reserved "a", "b";</c>: one of the two lists is empty.</summary>
public sealed record ReservedElement(
    IReadOnlyList<NumberRange> Ranges, IReadOnlyList<ReservedName> Names) : ProtoElement;

/// <summary>
/// Numbers from <paramref name="First"/> to <paramref name="Last"/>, both included. <paramref name="IsToMax"/> says
/// that the upper end is written <c>max</c>; <paramref name="Last"/> is then <see cref="Unbounded"/>.
/// </summary>
public sealed record NumberRange(int First, int Last, bool IsToMax = false) : ProtoElement
{
    /// <summary>
    /// What <c>max</c> stands for in an enum. In a message it means its largest field number, 2^29−1, or 2^31−2 when
    /// the message has the wire format of message sets; only resolved options tell which.
    /// </summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>The largest number of a field, 2^29−1.</summary>
    public const int MaxFieldNumber = (1 << 29) - 1;
}

/// <summary>
/// A reserved name. Quoted in proto2 and proto3, an identifier (not <paramref name="IsQuoted"/>) in editions.
/// </summary>
public sealed record ReservedName(string Name, bool IsQuoted) : ProtoElement;
