namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

/// <summary>A reader's field matches several fields of the writer. Never leaves this folder.</summary>
internal sealed class AmbiguousFieldException(AvroMismatch mismatch) : Exception("Ambiguous field")
{
    public AvroMismatch Mismatch { get; } = mismatch;
}
