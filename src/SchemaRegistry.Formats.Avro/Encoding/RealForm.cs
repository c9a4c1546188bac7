namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>How a real number is printed; both read back as the same number.</summary>
internal enum RealForm
{
    Shortest,

    /// <summary>With <c>.0</c> where the shortest form would look like an integer.</summary>
    WithPoint,
}
