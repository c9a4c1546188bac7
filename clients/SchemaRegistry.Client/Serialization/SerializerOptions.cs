using SchemaRegistry.Client.Naming;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// How a serializer of any format writes. Immutable; one object may serve several serializers.
/// </summary>
public class SerializerOptions
{
    /// <summary>Under which schema values are written; unless set, their own is registered at its first use.</summary>
    public SchemaSelection Selection { get; init; } = new SchemaSelection.AutoRegister();

    /// <summary>Where the schema's id goes.</summary>
    public SchemaIdCarrier Carrier { get; init; } = SchemaIdCarrier.Prefix;

    /// <summary>The subject that schemas are registered under; unless set, that of the topic.</summary>
    public ISubjectNameStrategy Subject { get; init; } = SubjectNameStrategies.Topic;
}
