namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// One reason why a reader can not read a writer's data. <paramref name="Rule"/> is the difference type that the API names
/// (<c>TYPE_MISMATCH</c> …), <paramref name="Path"/> the place in the reader's schema as the API prints it.
/// <paramref name="Template"/> is the API's message with <c>{0}</c> for the reader's and <c>{1}</c> for the writer's name.
/// </summary>
public sealed record Incompatibility(string Rule, string Path, string Template, string? Detail = null)
{
    /// <summary>The message as the API prints it; the names are <c>new</c> and <c>old</c>, reader first.</summary>
    public string ToMessage(string readerName, string writerName) =>
        Template.Replace("{0}", readerName, StringComparison.Ordinal).Replace("{1}", writerName, StringComparison.Ordinal);
}
