using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Tags;

/// <summary>The custom attribute of records and fields that holds their tags: a list of texts.</summary>
internal static class TagProperty
{
    private const string Key = "confluent:tags";

    /// <summary>
    /// Each tag once. Anything but a list has no tags; what is neither text nor number in it is none.
    /// </summary>
    public static IReadOnlyList<string> Read(IReadOnlyList<AvroProperty> properties)
    {
        var value = properties.FirstOrDefault(property => property.Key == Key)?.Value;
        if (value is not { Kind: AvroJsonKind.Array })
            return [];
        return
        [
            .. value.Items
                .Where(item => item.Kind is AvroJsonKind.String or AvroJsonKind.Number)
                .Select(item => item.Text)
                .Distinct(),
        ];
    }

    /// <summary>The attribute keeps its place; a new one comes last, one without tags goes.</summary>
    public static IReadOnlyList<AvroProperty> Write(
        IReadOnlyList<AvroProperty> properties, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return [.. properties.Where(property => property.Key != Key)];
        var items = tags.Select(tag => AvroJson.String(tag, position: 0)).ToList();
        var written = new AvroProperty(Key, AvroJson.Array(items, position: 0));
        return properties.Any(property => property.Key == Key)
            ? [.. properties.Select(property => property.Key == Key ? written : property)]
            : [.. properties, written];
    }
}
