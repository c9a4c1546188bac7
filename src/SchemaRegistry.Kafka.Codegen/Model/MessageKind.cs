namespace SchemaRegistry.Kafka.Codegen.Model;

public enum MessageKind
{
    Header,
    Request,
    Response,
}
