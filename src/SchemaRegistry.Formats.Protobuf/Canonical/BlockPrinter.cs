namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Prints one block in braces; a block without members stays on its line. One object serves one block.
/// </summary>
internal sealed class BlockPrinter(IndentedText text)
{
    private bool _isEmpty = true;

    public void Open()
    {
        text.Append("{");
        text.Level++;
    }

    /// <summary>Members one below the other, after a blank line unless they are the first.</summary>
    public void Section<T>(IEnumerable<T> members, Action<T> print)
    {
        var isFirst = true;
        foreach (var member in members)
        {
            if (isFirst && !_isEmpty)
                text.BlankLine();
            isFirst = false;
            Line(member, print);
        }
    }

    /// <summary>Members one below the other, without a blank line before them.</summary>
    public void Lines<T>(IEnumerable<T> members, Action<T> print)
    {
        foreach (var member in members)
            Line(member, print);
    }

    public void Close()
    {
        text.Level--;
        text.Append("}").EndLine();
    }

    private void Line<T>(T member, Action<T> print)
    {
        if (_isEmpty)
            text.EndLine();
        _isEmpty = false;
        print(member);
    }
}
