namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>The reasons why a type can not be read as another.</summary>
internal enum AvroRule
{
    NameMismatch,
    FixedSizeMismatch,
    MissingEnumSymbols,
    MissingDefault,
    TypeMismatch,

    /// <summary>A union of the reader takes what was written in no branch.</summary>
    MissingBranch,

    /// <summary>The same, where what was written is itself a branch of a union.</summary>
    MissingBranchOfUnion,

    /// <summary>The name and an alias of a reader's field name different fields of the writer.</summary>
    AmbiguousField,
}
