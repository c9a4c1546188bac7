namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>What happens to a JSON member that the message has no field for, or an enum name that is unknown.</summary>
public enum UnknownMembers
{
    Refuse,

    /// <summary>Such members are passed over; a value with an unknown enum name is taken for absent.</summary>
    Ignore,
}
