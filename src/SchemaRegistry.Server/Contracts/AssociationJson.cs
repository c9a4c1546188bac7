using System.Text.Json;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Writes associations, members in the order in which the API has them.</summary>
internal static class AssociationJson
{
    public static void WriteList(Utf8JsonWriter json, IEnumerable<Association> associations)
    {
        json.WriteStartArray();
        foreach (var association in associations)
            Write(json, association);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, Association association)
    {
        json.WriteStartObject();
        json.WriteString("subject", association.Subject.ToString());
        json.WriteString("guid", association.Guid);
        WriteResource(json, association.Resource);
        json.WriteString("associationType", association.Kind);
        WriteLifecycle(json, association);
        json.WriteNumber("createTs", association.TimestampMs);
        json.WriteNumber("updateTs", association.TimestampMs);
        json.WriteEndObject();
    }

    /// <summary>The members of an association as changes tell it; of a removal only what identifies it.</summary>
    public static void WriteStored(Utf8JsonWriter json, StoredAssociation stored)
    {
        if (stored.Guid is { } guid)
            json.WriteString("guid", guid);
        SchemaJson.WriteText(json, "resourceName", stored.ResourceName);
        SchemaJson.WriteText(json, "resourceNamespace", stored.ResourceNamespace);
        json.WriteString("resourceId", stored.ResourceId);
        SchemaJson.WriteText(json, "resourceType", stored.ResourceType);
        json.WriteString("associationType", stored.AssociationType);
        SchemaJson.WriteText(json, "lifecycle", stored.Lifecycle);
    }

    /// <summary>A resource with associations and their schemas; without the list when there is none.</summary>
    public static void WriteAnswer(Utf8JsonWriter json, AssociationAnswer answer)
    {
        json.WriteStartObject();
        WriteResource(json, answer.Resource);
        if (answer.Associations.Count > 0)
        {
            json.WriteStartArray("associations");
            foreach (var answered in answer.Associations)
                WriteAnswered(json, answered);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>What became of one request of a batch.</summary>
    public static void WriteResult(Utf8JsonWriter json, BatchResult result)
    {
        json.WriteStartObject();
        if (result.Error is { } error)
        {
            json.WriteStartObject("error");
            json.WriteNumber("error_code", error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }
        else
        {
            json.WritePropertyName("result");
            WriteAnswer(json, result.Answer!);
        }

        json.WriteEndObject();
    }

    private static void WriteAnswered(Utf8JsonWriter json, AnsweredAssociation answered)
    {
        json.WriteStartObject();
        json.WriteString("subject", answered.Association.Subject.ToString());
        json.WriteString("associationType", answered.Association.Kind);
        WriteLifecycle(json, answered.Association);
        if (answered.Schema is { } schema)
        {
            json.WritePropertyName("schema");
            EntityJson.WriteFound(json, schema, schema.Schema.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, AssociatedResource resource)
    {
        SchemaJson.WriteText(json, "resourceName", resource.Name);
        SchemaJson.WriteText(json, "resourceNamespace", resource.Namespace);
        SchemaJson.WriteText(json, "resourceId", resource.Id);
        SchemaJson.WriteText(json, "resourceType", resource.Type);
    }

    private static void WriteLifecycle(Utf8JsonWriter json, Association association)
    {
        json.WriteString("lifecycle", association.Lifecycle.ToName());
        json.WriteBoolean("frozen", association.IsFrozen);
    }
}

/// <summary>An answer, or the error in its place.</summary>
internal sealed record BatchResult(AssociationAnswer? Answer, ApiError? Error);
