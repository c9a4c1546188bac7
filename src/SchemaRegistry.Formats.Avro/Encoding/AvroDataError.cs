namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Why bytes are not Avro data, as <see cref="AvroReader"/> tells it.</summary>
public enum AvroDataError
{
    None,

    /// <summary>The data ends inside a value.</summary>
    Truncated,

    /// <summary>An int of more than 5 bytes, a long of more than 10, or one that does not fit 32 or 64 bits.</summary>
    NumberTooLong,

    NegativeLength,

    /// <summary>A length or block size says that more bytes follow than there are.</summary>
    LengthBeyondData,

    InvalidUtf8,

    /// <summary>A boolean that is neither 0 nor 1.</summary>
    InvalidBoolean,

    /// <summary>A union branch or an enum symbol that the schema does not have.</summary>
    IndexOutOfRange,

    /// <summary>A block of an array or map does not end where its size said.</summary>
    BlockSizeMismatch,
}
