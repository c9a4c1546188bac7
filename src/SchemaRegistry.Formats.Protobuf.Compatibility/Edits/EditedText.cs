using System.Text;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>
/// Edits of the statements of a .proto text, which leave all other characters as they are. Elements are those that were
/// read from the text; nothing is checked for sense. One object serves one edit.
/// </summary>
internal sealed class EditedText
{
    private const string Indentation = "  ";

    private readonly string _text;
    private readonly string _lineEnd;
    private readonly List<Token> _tokens = [];
    private readonly List<Replacement> _replacements = [];

    public EditedText(string text)
    {
        _text = text;
        _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lexer = new ProtoLexer(text, new ProblemList());
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            _tokens.Add(token);
    }

    /// <summary>The text with all edits done.</summary>
    public string Apply()
    {
        var result = new StringBuilder(_text.Length);
        var done = 0;
        foreach (var replacement in _replacements.OrderBy(edit => edit.Start).ThenBy(edit => edit.IsBeforeBrace))
        {
            // An insertion into what is deleted goes to its place.
            result.Append(_text, done, Math.Max(0, replacement.Start - done)).Append(replacement.Text);
            done = Math.Max(done, replacement.End);
        }

        return result.Append(_text, done, _text.Length - done).ToString();
    }

    /// <summary>Puts other words in the place of a field's label and type.</summary>
    public void ReplaceDeclaration(FieldElement field, string labelAndType)
    {
        var name = IndexOf(field.Place);
        Replace(_tokens[StartOf(name)].Start, _tokens[name].Start, labelAndType + " ");
    }

    /// <summary>Puts another word in the place of the one token that stands there.</summary>
    public void ReplaceToken(TextPlace place, string word)
    {
        var token = _tokens[IndexOf(place)];
        Replace(token.Start, token.Start + token.Length, word);
    }

    /// <summary>Puts another name in the place of one of words and dots.</summary>
    public void ReplaceName(TextPlace place, string name)
    {
        var first = IndexOf(place);
        var last = first;
        var wantsDot = !IsSymbol(first, '.');
        while (last + 1 < _tokens.Count && (wantsDot ? IsSymbol(last + 1, '.') : IsWord(last + 1)))
        {
            last++;
            wantsDot = !wantsDot;
        }

        Replace(_tokens[first].Start, EndOf(last), name);
    }

    /// <summary>Puts a statement of one line, or several, in the place of one.</summary>
    public void ReplaceStatement(ProtoElement element, IReadOnlyList<string> statements)
    {
        var (start, end) = Extent(element);
        var indent = IndentAt(start);
        var text = indent is null
            ? string.Join(' ', statements.Select(ToOneLine))
            : string.Join(_lineEnd, statements.Select(statement => Indent(statement, indent)))[indent.Length..];
        Replace(start, end, text);
    }

    /// <summary>Takes a statement away with its lines and the comment above it.</summary>
    public void Delete(ProtoElement element)
    {
        var (start, end) = Extent(element);
        var lineEnd = LineEndAfter(end);
        if (IndentAt(start) is null || lineEnd is not { } rest)
        {
            while (end < _text.Length && _text[end] == ' ')
                end++;
            Replace(start, end, "");
            return;
        }

        Replace(LineWithComments(start), Math.Min(_text.Length, rest + LengthOfLineEnd(rest)), "");
    }

    /// <summary>Adds a statement behind one of the same block.</summary>
    public void InsertAfter(ProtoElement sibling, string statement)
    {
        var (start, end) = Extent(sibling);
        InsertBelow(end, IndentAt(start), statement);
    }

    /// <summary>Adds a statement behind the one that a token stands in.</summary>
    public void InsertAfterToken(TextPlace place, string statement)
    {
        InsertBelow(EndOf(FindNext(IndexOf(place), ';')), "", statement);
    }

    /// <summary>Adds a statement as the first of a block.</summary>
    public void InsertInto(ContainerElement block, string statement)
    {
        var open = OpenBrace(block);
        var end = EndOf(open);
        if (LineEndAfter(end) is null)
        {
            Insert(end, " " + ToOneLine(statement));
            SeparateFromBrace(end);
            return;
        }

        var next = open + 1;
        var inner = IsSymbol(next, '}') ? null : IndentAt(_tokens[next].Start);
        InsertBelow(end, inner ?? IndentAt(Extent(block).Start) + Indentation, statement);
    }

    /// <summary>One blank before a brace that stood directly behind the other, however much comes between.</summary>
    private void SeparateFromBrace(int position)
    {
        var blank = new Replacement(position, position, " ", IsBeforeBrace: true);
        if (_text[position] == '}' && !_replacements.Contains(blank))
            _replacements.Add(blank);
    }

    /// <summary>Adds a statement as the last of a block.</summary>
    public void InsertAtEnd(ContainerElement block, string statement)
    {
        if (block.Members.Count == 0)
            InsertInto(block, statement);
        else
            InsertAfter(block.Members[^1], statement);
    }

    /// <summary>Adds a statement in front of everything.</summary>
    public void InsertFirst(string statement) => Insert(0, statement + _lineEnd);

    /// <summary>Adds a statement behind everything.</summary>
    public void InsertLast(string statement)
    {
        var gap = _text.Length == 0 || _text.EndsWith('\n') ? "" : _lineEnd;
        Insert(_text.Length, gap + _lineEnd + Indent(statement, "") + _lineEnd);
    }

    /// <summary>A statement that goes below one, or behind it where others share its line.</summary>
    private void InsertBelow(int end, string? indent, string statement)
    {
        if (indent is null || LineEndAfter(end) is not { } lineEnd)
            Insert(end, " " + ToOneLine(statement));
        else
            Insert(lineEnd, _lineEnd + Indent(statement, indent));
    }

    private (int Start, int End) Extent(ProtoElement element)
    {
        var name = IndexOf(element.Place);
        var last = element is ContainerElement block ? CloseBrace(OpenBrace(block)) : Semicolon(name);
        return (_tokens[StartOf(name)].Start, EndOf(last));
    }

    /// <summary>The first token of the statement in which a token stands.</summary>
    private int StartOf(int index)
    {
        while (index > 0 && !IsSymbol(index - 1, ';') && !IsSymbol(index - 1, '{') && !IsSymbol(index - 1, '}'))
            index--;
        return index;
    }

    private int OpenBrace(ContainerElement block) => FindNext(IndexOf(block.Place), '{');

    private int CloseBrace(int open)
    {
        var depth = 1;
        var index = open;
        while (depth > 0)
            depth += _text[_tokens[++index].Start] switch { '{' => 1, '}' => -1, _ => 0 };
        return index;
    }

    /// <summary>The end of a statement; braces before it belong to values of options.</summary>
    private int Semicolon(int index)
    {
        while (_text[_tokens[index].Start] != ';')
            index = IsSymbol(index, '{') ? CloseBrace(index) : index + 1;
        return index;
    }

    private int FindNext(int index, char symbol)
    {
        while (_text[_tokens[index].Start] != symbol)
            index++;
        return index;
    }

    private bool IsSymbol(int index, char symbol) =>
        index < _tokens.Count && _tokens[index].Kind == TokenKind.Symbol && _text[_tokens[index].Start] == symbol;

    private bool IsWord(int index) => index < _tokens.Count && _tokens[index].Kind == TokenKind.Identifier;

    private int EndOf(int index) => _tokens[index].Start + _tokens[index].Length;

    private int IndexOf(TextPlace place)
    {
        var low = 0;
        var high = _tokens.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var at = _tokens[middle].Place;
            if (at.Line < place.Line || (at.Line == place.Line && at.Column < place.Column))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The blanks before the place when nothing else stands there on its line, else null.</summary>
    private string? IndentAt(int position)
    {
        var start = position;
        while (start > 0 && _text[start - 1] is ' ' or '\t')
            start--;
        return start == 0 || _text[start - 1] == '\n' ? _text[start..position] : null;
    }

    /// <summary>Where the line ends when only blanks and a comment come before that, else null.</summary>
    private int? LineEndAfter(int position)
    {
        var rest = _text.AsSpan(position);
        var length = rest.IndexOf('\n');
        length = length < 0 ? rest.Length : length;
        var line = rest[..length];
        if (!line.IsWhiteSpace() && !line.TrimStart().StartsWith("//"))
            return null;
        return position + (line.EndsWith('\r') ? length - 1 : length);
    }

    private int LengthOfLineEnd(int position) =>
        position == _text.Length ? 0 : _text[position] == '\r' ? 2 : 1;

    /// <summary>The start of the line, or of the first of the lines above it that are only comments.</summary>
    private int LineWithComments(int position)
    {
        var start = LineStart(position);
        while (start > 0)
        {
            var above = LineStart(start - 1);
            if (!_text.AsSpan(above, start - above).TrimStart().StartsWith("//"))
                break;
            start = above;
        }

        return start;
    }

    private int LineStart(int position) => position == 0 ? 0 : _text.LastIndexOf('\n', position - 1) + 1;

    private string Indent(string statement, string indent) =>
        string.Join(_lineEnd, statement.Split('\n').Select(line => line.Length == 0 ? "" : indent + line));

    private static string ToOneLine(string statement) =>
        string.Join(' ', statement.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private void Insert(int position, string text) => Replace(position, position, text);

    private void Replace(int start, int end, string text) => _replacements.Add(new Replacement(start, end, text));

    private readonly record struct Replacement(int Start, int End, string Text, bool IsBeforeBrace = false);
}
