using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// How a <see cref="ProtobufSerializer{T}"/> writes. Immutable; one object may serve several serializers.
/// </summary>
public sealed class ProtobufSerializerOptions : SerializerOptions
{
    /// <summary>The subjects that imported files are registered under; unless set, their import paths.</summary>
    public IReferenceSubjectStrategy ReferenceSubject { get; init; } = ReferenceSubjectStrategies.ImportPath;

    /// <summary>What happens with imports that every registry brings along.</summary>
    public KnownImports KnownImports { get; init; } = KnownImports.Skip;
}
