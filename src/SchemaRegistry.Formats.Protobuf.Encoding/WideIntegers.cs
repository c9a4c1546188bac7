namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>How integers of 64 bits are printed; both forms are read.</summary>
public enum WideIntegers
{
    /// <summary>As the mapping has it: a string, since readers may have doubles only.</summary>
    Text,

    /// <summary>A number, for readers that take all digits.</summary>
    Number,
}
