using System.Globalization;

namespace SchemaRegistry.Client.Serialization;

/// <summary>What a frame says about the schema: its id, or its GUID when the id is 0.</summary>
/// <param name="Id">The id, above 0, or 0.</param>
/// <param name="Guid">The GUID, when the id is 0.</param>
internal readonly record struct SchemaKey(int Id, Guid Guid)
{
    public bool IsGuid => Id == 0;

    public static SchemaKey FromId(int id) => new(id, Guid.Empty);

    public static SchemaKey FromGuid(Guid guid) => new(0, guid);

    public override string ToString() =>
        IsGuid ? $"schema GUID {Guid}" : $"schema id {Id.ToString(CultureInfo.InvariantCulture)}";
}
