using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Tags;

/// <summary>The keyword that holds the tags of a schema: a list of texts.</summary>
internal static class TagKeyword
{
    private const string Key = "confluent:tags";

    /// <summary>
    /// Each tag once. Anything but a list has no tags; what is neither text nor number in it is none.
    /// </summary>
    public static IReadOnlyList<string> Read(SchemaValue schema) =>
        schema[Key] is { IsArray: true } list
            ? [.. list.Items.Where(item => item.IsString || item.IsNumber).Select(item => item.Text).Distinct()]
            : [];

    /// <summary>
    /// The members of the schema with other tags: the keyword keeps its place, a new one comes last, one without tags
    /// goes.
    /// </summary>
    public static IEnumerable<SchemaMember> Write(IReadOnlyList<SchemaMember> members, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return members.Where(member => member.Key != Key);
        var items = tags.Select(tag => SchemaValue.String(tag, position: 0)).ToArray();
        var written = new SchemaMember(Key, SchemaValue.Array(items, position: 0));
        return members.Any(member => member.Key == Key)
            ? members.Select(member => member.Key == Key ? written : member)
            : members.Append(written);
    }
}
