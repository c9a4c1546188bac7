using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>Text with two blanks of indentation for each level; every line ends with a line feed.</summary>
internal sealed class IndentedText
{
    private const int BlanksPerLevel = 2;

    private readonly StringBuilder _text = new();
    private bool _isAtLineStart = true;

    public int Level { get; set; }

    public bool IsEmpty => _text.Length == 0;

    /// <exception cref="PrintTooLongException">The text is longer than may be stored.</exception>
    public IndentedText Append(string text)
    {
        if (_text.Length > ProtobufLimits.MaxPrintedLength)
            throw new PrintTooLongException();
        if (_isAtLineStart)
            _text.Append(' ', Level * BlanksPerLevel);
        _isAtLineStart = false;
        _text.Append(text);
        return this;
    }

    public IndentedText EndLine()
    {
        _text.Append('\n');
        _isAtLineStart = true;
        return this;
    }

    /// <summary>
    /// A line between two sections of a block. It is indented like the block's first line: other registries print it
    /// so, and texts are compared by their bytes.
    /// </summary>
    public void BlankLine()
    {
        _text.Append(' ', Math.Max(0, Level - 1) * BlanksPerLevel);
        EndLine();
    }

    public override string ToString() => _text.ToString();
}

/// <summary>The print of a schema is longer than <see cref="ProtobufLimits.MaxPrintedLength"/>.</summary>
internal sealed class PrintTooLongException()
    : Exception($"Printed, the schema is longer than {ProtobufLimits.MaxPrintedLength} characters (MaxPrintedLength)");
