using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats.Tests.Tags;

/// <summary>Short ways to write tags in tests: <c>r:Order</c> is a record, <c>f:Order.id</c> a field.</summary>
internal static class TagEdits
{
    public static SchemaTags On(string entity, params string[] tags) => new(Entity(entity), tags);

    public static TagEdit Add(params SchemaTags[] tags) => new(tags, []);

    public static TagEdit Remove(params SchemaTags[] tags) => new([], tags);

    public static string Edit(ParsedSchema schema, TagEdit edit)
    {
        var result = schema.EditTags(edit);
        Assert.True(result.TryGetText(out var text, out var problem), problem?.Message);
        return text;
    }

    public static string Refuse(ParsedSchema schema, TagEdit edit)
    {
        var result = schema.EditTags(edit);
        Assert.Null(result.Text);
        return result.Problem!.Message;
    }

    /// <summary>Each entity with its tags on one line.</summary>
    public static IEnumerable<string> Show(ParsedSchema schema) =>
        schema.FindTags().Select(found =>
            $"{(found.Entity.Kind == SchemaEntityKind.Record ? 'r' : 'f')}:{found.Entity.Path} {string.Join(' ', found.Tags)}");

    private static SchemaEntity Entity(string text) =>
        new(text[2..], text[0] == 'r' ? SchemaEntityKind.Record : SchemaEntityKind.Field);
}
