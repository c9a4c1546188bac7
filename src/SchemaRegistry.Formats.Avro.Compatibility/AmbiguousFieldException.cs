using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>A reader's field matches several fields of the writer. Never leaves this folder.</summary>
internal sealed class AmbiguousFieldException(RecordField field, RecordSchema reader, RecordSchema writer)
    : Exception($"Reader record field {field.Name} of {reader.Name.Full} matches multiple fields in writer record {writer.Name.Full}");
