namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>The subject names of imports that all clients know. Safe for use from any thread.</summary>
public static class ReferenceSubjectStrategies
{
    /// <summary>The import path as it is: <c>shop/address.proto</c>. The usual one.</summary>
    public static IReferenceSubjectStrategy ImportPath { get; } = new PathName();

    /// <summary>The path with dots and without <c>.proto</c>: <c>shop.address</c>.</summary>
    public static IReferenceSubjectStrategy Qualified { get; } = new QualifiedName();

    private sealed class PathName : IReferenceSubjectStrategy
    {
        public string GetSubject(string importPath) => importPath;
    }

    private sealed class QualifiedName : IReferenceSubjectStrategy
    {
        public string GetSubject(string importPath) => importPath
            .Replace(".proto", "", StringComparison.Ordinal)
            .Replace('/', '.');
    }
}
