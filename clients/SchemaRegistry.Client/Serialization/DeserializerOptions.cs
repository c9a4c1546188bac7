using SchemaRegistry.Client.Naming;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// How a deserializer of any format reads. Immutable; one object may serve several deserializers.
/// </summary>
public class DeserializerOptions
{
    /// <summary>The subject that the writer used; it tells the registry which context an id belongs to.</summary>
    public ISubjectNameStrategy Subject { get; init; } = SubjectNameStrategies.Topic;
}
