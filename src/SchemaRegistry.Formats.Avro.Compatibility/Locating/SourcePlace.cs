using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>A value in one of the texts of a side.</summary>
internal sealed record SourcePlace(SourceText Text, AvroJson Json, SchemaPath Path)
{
    /// <summary>The member of that key, or null.</summary>
    public SourcePlace? Member(string key) =>
        Json[key] is { } value ? new SourcePlace(Text, value, Path.Then(key)) : null;

    /// <summary>The item of that index, or null.</summary>
    public SourcePlace? Item(int index) =>
        index < Json.Items.Count ? new SourcePlace(Text, Json.Items[index], Path.Then(index)) : null;
}
