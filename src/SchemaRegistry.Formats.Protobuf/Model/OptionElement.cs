namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// An option as written, from a statement or from brackets: <c>(my.opt).sub.(ext) = value</c>.
/// </summary>
/// <param name="Name">At least one part.</param>
/// <param name="Value">The value as written.</param>
public sealed record OptionElement(IReadOnlyList<OptionNamePart> Name, OptionValue Value) : ProtoElement
{
    /// <summary>The name as written, without blanks.</summary>
    public string FullName => string.Join('.', Name);

    /// <summary>Whether the name is one word that is no extension, and is <paramref name="word"/>.</summary>
    public bool IsNamed(string word) => Name is [{ IsExtension: false } only] && only.Text == word;
}

/// <summary>
/// One part of an option's name: a word, or an extension's name in parentheses (<paramref name="Text"/> without them,
/// perhaps with a leading dot).
/// </summary>
public sealed record OptionNamePart(string Text, bool IsExtension) : ProtoElement
{
    public override string ToString() => IsExtension ? $"({Text})" : Text;
}
