using System.Text.Json.Serialization;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Changes;

/// <summary>
/// An association as it is stored; its subject and time are those of the change. A removal has only what identifies
/// it: the resource's id and the kind. For example
/// <c>{"resourceId":"q1","associationType":"value","guid":"…","resourceName":"orders","resourceNamespace":"lkc-1",
/// "resourceType":"topic","lifecycle":"STRONG"}</c> and <c>{"resourceId":"q1","associationType":"value"}</c>.
/// </summary>
public sealed record StoredAssociation(
    [property: JsonRequired] string ResourceId,
    [property: JsonRequired] string AssociationType,
    Guid? Guid,
    string? ResourceName,
    string? ResourceNamespace,
    string? ResourceType,
    string? Lifecycle)
{
    [JsonIgnore]
    public bool IsRemoval => Guid is null;

    public static StoredAssociation Of(Association association)
    {
        var resource = association.Resource;
        return new StoredAssociation(
            resource.Id!,
            association.Kind,
            association.Guid,
            resource.Name,
            resource.Namespace,
            resource.Type,
            association.Lifecycle.ToName());
    }

    public static StoredAssociation Removal(Association association) =>
        new(association.Resource.Id!, association.Kind, null, null, null, null, null);

    /// <summary>Of one that is no removal.</summary>
    public Association ToAssociation(QualifiedSubject subject, long timestampMs)
    {
        _ = AssociationLifecycleNames.TryParse(Lifecycle, out var lifecycle);
        return new Association(
            subject,
            Guid!.Value,
            new AssociatedResource(ResourceName!, ResourceNamespace!, ResourceId, ResourceType!),
            AssociationType,
            lifecycle,
            timestampMs);
    }
}
