namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>
/// Types of JSON values as bits, so that one AND says whether a value has one of the types that a schema allows. A
/// number that is written without point and exponent has both <see cref="Number"/> and <see cref="Integer"/>.
/// </summary>
[Flags]
internal enum TypeMask : byte
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    Number = 16,
    String = 32,
    Integer = 64,
    Any = 127,
}
