using System.Text.Json;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// A field or extension, with all that a pass over data needs of it. Its types are set while the set is compiled;
/// immutable afterwards.
/// </summary>
internal sealed class FieldPlan
{
    public const int NoOneof = -1;

    public required int Number { get; init; }

    /// <summary>The name in the .proto file; of an extension <c>[full.name]</c>.</summary>
    public required string OriginalName { get; init; }

    public required string JsonName { get; set; }

    public required FieldKind Kind { get; init; }

    /// <summary>A map is told from a repeated message when its type is known.</summary>
    public required FieldShape Shape { get; set; }

    /// <summary>Whether a set field can be told from an absent one when it has its default value.</summary>
    public required bool HasPresence { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>Whether elements are written in one block; both forms are read.</summary>
    public required bool IsPacked { get; init; }

    /// <summary>Index of the oneof in its message, or <see cref="NoOneof"/>; optional fields of proto3 are in none.</summary>
    public required int Oneof { get; init; }

    /// <summary>The message type; of a map, its entry.</summary>
    public ProtobufMessageType? Message { get; set; }

    public EnumPlan? Enum { get; set; }

    /// <summary>Position among the message's fields and extensions, by number.</summary>
    public int Position { get; set; }

    public byte[] JsonUtf8 { get; private set; } = [];

    public JsonEncodedText JsonText { get; private set; }

    public JsonEncodedText OriginalText { get; private set; }

    /// <summary>The tag as it is written; of packed elements, that of the block.</summary>
    public byte[] Tag { get; private set; } = [];

    /// <summary>What ends a group; empty for others.</summary>
    public byte[] EndTag { get; private set; } = [];

    /// <summary>How one value stands in the data, not in a packed block.</summary>
    public WireKind Wire { get; private set; }

    public FieldPlan Key => Message!.Fields[0];

    public FieldPlan Value => Message!.Fields[1];

    public bool IsMessage => Kind is FieldKind.Message or FieldKind.Group;

    /// <summary>Elements may stand in blocks, whatever <see cref="IsPacked"/> says.</summary>
    public bool CanBePacked { get; private set; }

    /// <summary>A value may have to be left out: an empty block, or one that its closed enum does not have.</summary>
    public bool CanBeNothing { get; private set; }

    /// <summary>JSON's null is a value of the field, and not its absence.</summary>
    public bool TakesNull => Kind == FieldKind.Enum ? Enum!.IsNullValue : Message is { WellKnown: WellKnownKind.Value };

    public FieldPlan Prepare()
    {
        JsonUtf8 = System.Text.Encoding.UTF8.GetBytes(JsonName);
        JsonText = JsonEncodedText.Encode(JsonUtf8);
        OriginalText = JsonEncodedText.Encode(OriginalName);
        Wire = WireOf(Kind);
        CanBePacked = Shape == FieldShape.Repeated && Wire != WireKind.Length && Kind != FieldKind.Group;
        Tag = ToTag(IsPacked ? WireKind.Length : Wire);
        if (Kind == FieldKind.Group)
            EndTag = ToTag(WireKind.EndGroup);
        return this;
    }

    /// <summary>To be called when the fields of every message are set.</summary>
    public void FindNothing() => CanBeNothing =
        CanBePacked || Enum is { IsClosed: true } || (Shape == FieldShape.Map && Value.Enum is { IsClosed: true });

    private static WireKind WireOf(FieldKind kind) => kind switch
    {
        FieldKind.Double or FieldKind.Fixed64 or FieldKind.SFixed64 => WireKind.Fixed64,
        FieldKind.Float or FieldKind.Fixed32 or FieldKind.SFixed32 => WireKind.Fixed32,
        FieldKind.String or FieldKind.Bytes or FieldKind.Message => WireKind.Length,
        FieldKind.Group => WireKind.StartGroup,
        _ => WireKind.Varint,
    };

    private byte[] ToTag(WireKind wire)
    {
        Span<byte> tag = stackalloc byte[Varint.MaxBytes];
        return tag[..Varint.Write(tag, ((uint)Number << 3) | (uint)wire)].ToArray();
    }
}
