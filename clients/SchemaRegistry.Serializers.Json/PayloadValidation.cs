namespace SchemaRegistry.Serializers.Json;

/// <summary>Whether payloads are held against their schema.</summary>
public enum PayloadValidation
{
    /// <summary>Each payload; one that the schema refuses is neither written nor read.</summary>
    Validate,

    /// <summary>No payload.</summary>
    Skip,
}
