using SchemaRegistry.Kafka.Codegen.Model;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class ReferenceSchemaTests
{
    public static TheoryData<string, short> EachVersion() => KnownMessages.EachVersion();

    [Theory]
    [MemberData(nameof(EachVersion))]
    public void Our_schema_text_has_the_fields_of_the_reference(string name, short version)
    {
        var reference = ReferenceField.Load(SharedReference.PathOrSkip($"spec/kafka-messages/{name}.json"));

        var ours = Describe(KnownMessages.Schema(name).Fields, version, "");

        Assert.Equal(Describe(ReferenceField.Of(reference, version), ""), ours);
    }

    [Theory]
    [MemberData(nameof(EachVersion))]
    public void Our_schema_text_has_the_key_and_the_flexible_versions_of_the_reference(string name, short version)
    {
        var reference = ReferenceField.Load(SharedReference.PathOrSkip($"spec/kafka-messages/{name}.json"));

        var schema = KnownMessages.Schema(name);

        // A range, or "none".
        var isFlexible = VersionRange.TryParse(reference.GetProperty("flexibleVersions").GetString()!, out var flexible)
            && flexible.Contains(version);
        Assert.Equal(isFlexible, schema.IsFlexibleAt(version));
        Assert.Equal(reference.TryGetProperty("apiKey", out var key) ? key.GetInt16() : null, schema.ApiKey);
    }

    private static List<string> Describe(IReadOnlyList<FieldSchema> fields, short version, string prefix)
    {
        var lines = new List<string>();
        foreach (var field in fields.Where(field => field.Versions.Contains(version)))
        {
            var type = (field.Type.IsArray ? "[]" : "") + (field.Type.IsStruct ? "struct" : field.Type.Name);
            lines.Add($"{prefix}{field.Name} {type} null:{field.IsNullableAt(version)} tag:{field.Tag} " +
                $"fixed:{field.HasFixedLength} default:{ReferenceField.Normalized(field.Default)}");
            lines.AddRange(Describe(field.Type.Members, version, prefix + field.Name + "."));
        }

        return lines;
    }

    private static List<string> Describe(IReadOnlyList<ReferenceField> fields, string prefix)
    {
        var lines = new List<string>();
        foreach (var field in fields)
        {
            var type = (field.IsArray ? "[]" : "") + (field.IsStruct ? "struct" : field.ElementType);
            lines.Add($"{prefix}{field.Name} {type} null:{field.IsNullable} tag:{field.Tag} " +
                $"fixed:{field.HasFixedLength} default:{field.Default}");
            lines.AddRange(Describe(field.Members, prefix + field.Name + "."));
        }

        return lines;
    }
}
