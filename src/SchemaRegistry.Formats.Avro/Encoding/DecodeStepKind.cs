namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>What is read, and what it becomes for the reader.</summary>
internal enum DecodeStepKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    IntToLong,
    IntToFloat,
    IntToDouble,
    LongToFloat,
    LongToDouble,
    FloatToDouble,
    BytesToString,
    StringToBytes,
    Fixed,
    Enum,
    Record,
    Array,
    Map,
    WrittenUnion,
    ReaderBranch,
    Mismatch,
}
