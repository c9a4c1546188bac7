namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>Scalar types whose data one reader may take for the other.</summary>
internal enum ScalarGroup
{
    /// <summary>Varints without zigzag: the plain integers, bool, and enums.</summary>
    General,

    /// <summary>Varints with zigzag.</summary>
    Signed,
    Fixed32,
    Fixed64,
    Float,
    Double,

    /// <summary>Both string and bytes.</summary>
    Text,
}

internal static class ScalarGroups
{
    /// <param name="word">The word of a scalar type.</param>
    public static ScalarGroup Of(string word) => word switch
    {
        "sint32" or "sint64" => ScalarGroup.Signed,
        "fixed32" or "sfixed32" => ScalarGroup.Fixed32,
        "fixed64" or "sfixed64" => ScalarGroup.Fixed64,
        "float" => ScalarGroup.Float,
        "double" => ScalarGroup.Double,
        "string" or "bytes" => ScalarGroup.Text,
        _ => ScalarGroup.General,
    };
}
