namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// Names the subject that an imported file is registered under. Implementations are safe for use from any thread.
/// </summary>
public interface IReferenceSubjectStrategy
{
    /// <summary>The subject of an import.</summary>
    /// <param name="importPath">The path as the import spells it, such as <c>shop/address.proto</c>.</param>
    /// <returns>The subject's name, not empty.</returns>
    string GetSubject(string importPath);
}
