namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Messages whose JSON is not an object of their fields.</summary>
internal enum WellKnownKind : byte
{
    None,
    Any,
    Timestamp,
    Duration,
    FieldMask,
    Struct,
    Value,
    ListValue,
    Wrapper,

    /// <summary>An object without members; in an Any it may also stand as the member "value".</summary>
    Empty,
}
