namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

public enum OrderState
{
    OPEN,
    PAID,
}
