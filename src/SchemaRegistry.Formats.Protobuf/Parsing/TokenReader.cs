using System.Buffers;
using System.Text;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// The tokens of one text, one at a time, and what all statements have in common. The <c>Take</c> methods pass over the
/// current token and throw <see cref="ProtoSyntaxException"/> when it is another one than the caller needs.
/// </summary>
internal sealed class TokenReader
{
    private readonly string _text;
    private readonly ProtoLexer _lexer;
    private readonly ProblemList _problems;

    /// <summary>Words repeat all over a file; each is one string only.</summary>
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private bool _isEndReported;

    public TokenReader(string text, ProblemList problems)
    {
        _text = text;
        _problems = problems;
        _lexer = new ProtoLexer(text, problems);
        Current = _lexer.Next();
    }

    public Token Current { get; private set; }

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>The text of the current token as it stands.</summary>
    public ReadOnlySpan<char> CurrentWord => _text.AsSpan(Current.Start, Current.Length);

    /// <summary>Whether the current token is this symbol or word.</summary>
    public bool IsAt(string text) =>
        Current.Kind is TokenKind.Symbol or TokenKind.Identifier && CurrentWord.SequenceEqual(text);

    public bool IsAt(TokenKind kind) => Current.Kind == kind;

    public void Skip() => Current = _lexer.Next();

    public bool TryTake(string text)
    {
        if (!IsAt(text))
            return false;
        Skip();
        return true;
    }

    public void Take(string text)
    {
        if (!TryTake(text))
            throw Expected($"\"{text}\"");
    }

    /// <param name="what">What the word is, with its article.</param>
    public string TakeWord(string what)
    {
        if (Current.Kind != TokenKind.Identifier)
            throw Expected(what);
        return TakeText();
    }

    /// <summary>
    /// Words with dots between them, after a dot where <paramref name="mayStartWithDot"/> says so.
    /// </summary>
    public string TakeDottedName(string what, bool mayStartWithDot)
    {
        var name = mayStartWithDot && TryTake(".") ? "." + TakeWord(what) : TakeWord(what);
        if (!IsAt("."))
            return name;
        var parts = new StringBuilder(name);
        for (var count = 2; TryTake("."); count++)
        {
            if (count > ProtobufLimits.MaxNameParts)
                throw Expected($"a name of at most {ProtobufLimits.MaxNameParts} parts");
            parts.Append('.').Append(TakeWord("an identifier"));
        }

        return Intern(parts.ToString());
    }

    /// <summary>
    /// The name of a message or enum, perhaps with a leading dot. The words of scalars are none, unless a dot or other
    /// words stand before them.
    /// </summary>
    public string TakeMessageName()
    {
        const string what = "the name of a message or enum";
        if (Current.Kind == TokenKind.Identifier && ScalarTypes.IsScalar(CurrentWord))
            throw Expected(what);
        return TakeDottedName(what, mayStartWithDot: true);
    }

    /// <summary>An integer from 0 to <paramref name="max"/>; a larger one is reported and read as 0.</summary>
    public int TakeInteger(string what, uint max = int.MaxValue)
    {
        if (Current.Kind != TokenKind.Integer)
            throw Expected(what);
        var place = Current.Place;
        if (NumberLiteral.TryReadInteger(CurrentWord, out var value) && value <= max)
        {
            Skip();
            return unchecked((int)value);
        }

        _problems.Add($"The number {Quote()} is out of range", place);
        Skip();
        return 0;
    }

    /// <summary>An integer of 32 bits with a minus sign where it is negative.</summary>
    public int TakeSignedInteger(string what)
    {
        if (!TryTake("-"))
            return TakeInteger(what);
        return unchecked(-TakeInteger(what, 1u << 31));
    }

    /// <summary>Adjacent literals, joined.</summary>
    public ReadOnlyMemory<byte> TakeBytes(string what)
    {
        if (Current.Kind != TokenKind.String)
            throw Expected(what);

        var bytes = new ArrayBufferWriter<byte>();
        for (; Current.Kind == TokenKind.String; Skip())
        {
            var literal = new StringLiteral(CurrentWord, bytes);
            if (literal.Read() is { } problem)
                _problems.Add(problem, Current.Place with { Column = Current.Place.Column + literal.Position });
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Adjacent literals, joined, that must be Unicode text.</summary>
    public string TakeString(string what)
    {
        var place = Current.Place;
        var bytes = TakeBytes(what);
        if (System.Text.Unicode.Utf8.IsValid(bytes.Span))
            return System.Text.Encoding.UTF8.GetString(bytes.Span);
        _problems.Add("The escapes of this string literal do not make UTF-8", place);
        return "";
    }

    /// <summary>The text of the current token, whatever it is.</summary>
    public string TakeText()
    {
        var text = Intern(CurrentWord);
        Skip();
        return text;
    }

    /// <summary>
    /// The statements of a block in braces. A statement that can not be read is reported, and the next one read.
    /// </summary>
    /// <param name="what">What the block is, with its article.</param>
    /// <param name="readStatement">Reads one statement, which is not empty.</param>
    public List<T> TakeBlock<T>(string what, Func<T> readStatement)
        where T : ProtoElement
    {
        var members = new List<T>();
        Take("{");
        while (!TryTake("}"))
        {
            if (AtEnd)
            {
                ReportEnd(what);
                break;
            }

            if (!TryTake(";") && Attempt(readStatement) is { } member)
                members.Add(member);
        }

        return members;
    }

    /// <summary>What was read, or null when it could not and was reported and passed over.</summary>
    public T? Attempt<T>(Func<T> readStatement)
        where T : ProtoElement
    {
        try
        {
            return readStatement();
        }
        catch (ProtoSyntaxException e)
        {
            Report(e.Message, e.Place);
            SkipStatement();
            return null;
        }
    }

    public void Report(string message, TextPlace place)
    {
        if (AtEnd && _isEndReported)
            return;
        _isEndReported |= AtEnd;
        _problems.Add(message, place);
    }

    public ProtoSyntaxException Expected(string what) =>
        new($"Expected {what}, found {(AtEnd ? "the end of the text" : Quote())}", Current.Place);

    /// <summary>Passes over the rest of a block of which so many braces are open.</summary>
    public void SkipBraces(int open)
    {
        for (; open > 0 && !AtEnd; Skip())
            open += IsAt("{") ? 1 : IsAt("}") ? -1 : 0;
    }

    /// <summary>
    /// Passes over a statement: up to its semicolon, or its block, or the end of the enclosing block.
    /// </summary>
    private void SkipStatement()
    {
        for (; !AtEnd && !IsAt("}"); Skip())
        {
            if (TryTake(";"))
                return;
            if (!TryTake("{"))
                continue;
            SkipBraces(open: 1);
            return;
        }
    }

    private void ReportEnd(string what) =>
        Report($"Expected \"}}\" at the end of {what}, found the end of the text", Current.Place);

    private string Quote() =>
        CurrentWord.Length <= ProtobufLimits.MaxQuotedLength
            ? $"'{CurrentWord}'"
            : $"'{CurrentWord[..ProtobufLimits.MaxQuotedLength]}…'";

    private string Intern(ReadOnlySpan<char> word)
    {
        if (_words.TryGetValue(word, out var known))
            return known;
        var text = word.ToString();
        _words.Set.Add(text);
        return text;
    }
}
