namespace SchemaRegistry.Formats.Avro.Model;

public enum AvroJsonKind
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
