using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SchemaRegistry.Serializers.Json.Bodies;

/// <summary>How System.Text.Json handles a type.</summary>
internal static class TypeInfos
{
    /// <summary>Options without a resolver use reflection, as they do in a call of JsonSerializer.</summary>
    public static JsonTypeInfo<T> Find<T>(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}
