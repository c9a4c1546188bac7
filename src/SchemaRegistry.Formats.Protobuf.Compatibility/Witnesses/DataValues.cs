namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// What data means, whichever types it was read with: fields by number, enums and bools as their numbers.
/// </summary>
internal abstract record DataValue
{
    /// <summary>Whether a field without presence that has it is as good as one that is absent.</summary>
    public abstract bool IsDefault { get; }
}

internal sealed record IntegerValue(Int128 Number) : DataValue
{
    public override bool IsDefault => Number == 0;
}

internal sealed record RealValue(double Number) : DataValue
{
    public override bool IsDefault => Number == 0;
}

/// <summary>A string or bytes.</summary>
internal sealed record TextValue(byte[] Bytes, bool IsString) : DataValue
{
    public override bool IsDefault => Bytes.Length == 0;
}

/// <summary>A message. A map is a list of messages with its keys under 1 and its values under 2.</summary>
internal sealed record MessageValue(IReadOnlyDictionary<int, IReadOnlyList<DataValue>> Fields) : DataValue
{
    public override bool IsDefault => Fields.Count == 0;
}

/// <summary>A message with a JSON form of its own, by its full name and as the JSON.</summary>
internal sealed record OwnFormValue(string Type, string Json) : DataValue
{
    public override bool IsDefault => false;
}
