namespace SchemaRegistry.Kafka.Codegen.Model;

public enum MessageKind
{
    Header,
    Record,
    Request,
    Response,
}
