using System.Globalization;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>What a frame says about the schema: its id, or its GUID when the id is 0.</summary>
internal readonly record struct SchemaKey(int Id, Guid Guid)
{
    public bool IsGuid => Id == 0;

    public static SchemaKey FromId(int id) => new(id, Guid.Empty);

    public static SchemaKey FromGuid(Guid guid) => new(0, guid);

    public override string ToString() =>
        IsGuid ? $"schema GUID {Guid}" : $"schema id {Id.ToString(CultureInfo.InvariantCulture)}";
}
