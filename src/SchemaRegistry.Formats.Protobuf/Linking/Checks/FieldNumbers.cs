using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>The numbers that fields can have.</summary>
internal static class FieldNumbers
{
    public const int Max = NumberRange.MaxFieldNumber;

    /// <summary>The first of the numbers that implementations keep for themselves.</summary>
    public const int FirstReserved = 19000;

    public const int LastReserved = 19999;
}
