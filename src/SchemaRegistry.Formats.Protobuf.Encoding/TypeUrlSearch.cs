namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>How the search for the member "@type" of an Any ended.</summary>
internal enum TypeUrlSearch
{
    /// <summary>The reader stands on its string.</summary>
    Found,

    /// <summary>The object has no members: an Any of nothing.</summary>
    Nothing,

    Missing,
    NotText,

    /// <summary>More stands before it than may be read twice.</summary>
    TooFar,
}
