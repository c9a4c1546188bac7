using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>
/// Reads a regular expression of ECMA-262 with its Unicode flag, and writes the same for .NET. Two liberties are taken
/// since schemas take them: an escaped character that is neither letter nor digit stands for itself, and braces that
/// are no quantifier do so too. <c>(?i)</c> at the start is read as the engine of Java reads it.
/// </summary>
internal sealed class EcmaTranslator
{
    private const string WordBefore = "(?<=[A-Za-z0-9_])";
    private const string NoWordBefore = "(?<![A-Za-z0-9_])";
    private const string WordAfter = "(?=[A-Za-z0-9_])";
    private const string NoWordAfter = "(?![A-Za-z0-9_])";

    private readonly EcmaCursor _cursor;
    private readonly StringBuilder _text = new();
    private readonly EcmaGroups _groups;
    private bool _needsBacktracking;
    private bool _ignoreCase;
    private int _depth;

    public EcmaTranslator(string pattern)
    {
        _cursor = new EcmaCursor(pattern);
        _groups = EcmaGroups.Scan(pattern);

        // Sets of hundreds of ranges, and very many sets, would take the automaton of the linear engine seconds.
        _needsBacktracking = _groups.AreReferenced
            || pattern.Contains("\\p{", StringComparison.OrdinalIgnoreCase);
    }

    public EcmaPattern Translate()
    {
        if (_cursor.TryTake("(?i)"))
            _ignoreCase = true;
        ReadAlternatives();
        if (!_cursor.IsAtEnd)
            throw _cursor.Refuse("a closing parenthesis has no opening one");
        var text = _text.ToString();
        var hasManySets = text.AsSpan().Count('[') > PatternLimits.MaxLinearSets;
        return new EcmaPattern(text, _needsBacktracking || hasManySets);
    }

    private void ReadAlternatives()
    {
        while (!_cursor.IsAtEnd && _cursor.Peek != ')')
        {
            if (_cursor.TryTake("|"))
                _text.Append('|');
            else
                ReadTerm();
        }
    }

    private void ReadTerm()
    {
        if (_text.Length > PatternLimits.MaxTranslatedLength)
            throw _cursor.Refuse("the expression is too large; classes such as '\\p{L}' take most");
        var isRepeatable = ReadAtom();
        var start = _cursor.Position;
        if (!EcmaQuantifier.TryRead(_cursor, _text))
            return;
        if (!isRepeatable)
            throw new EcmaSyntaxException("a quantifier follows nothing that it could repeat", start);
        if (EcmaQuantifier.IsNext(_cursor))
            throw _cursor.Refuse("a quantifier follows a quantifier");
    }

    /// <summary>False for what can not be repeated: an anchor, a look-around.</summary>
    private bool ReadAtom()
    {
        switch (_cursor.Peek)
        {
            case '^':
                _cursor.Take();
                _text.Append("\\A");
                return false;
            case '$':
                _cursor.Take();
                _text.Append("\\z");
                return false;
            case '(':
                return ReadGroup();
            case '.':
                _cursor.Take();
                AppendAnyCharacter();
                return true;
            case '[':
                EcmaClass.Read(_cursor, _ignoreCase).AppendTo(_text);
                return true;
            case '\\':
                return ReadEscape();
            case '*' or '+' or '?':
                throw _cursor.Refuse("a quantifier follows nothing that it could repeat");
            default:
                AppendLiteral(_cursor.TakeCodePoint());
                return true;
        }
    }

    /// <summary>Repeated without bounds, pairs of surrogates need no care: they are taken unit by unit.</summary>
    private void AppendAnyCharacter()
    {
        if (!_cursor.IsAtEnd && _cursor.Peek is '*' or '+')
            _text.Append("[^\\n\\r\\u2028\\u2029]");
        else
            CharacterClasses.AnyButLineEnds.AppendTo(_text);
    }

    private bool ReadGroup()
    {
        var start = _cursor.Position;
        if (++_depth > PatternLimits.MaxDepth)
            throw _cursor.Refuse($"groups are nested more than {PatternLimits.MaxDepth} deep");
        var isRepeatable = ReadGroupHead(start);
        ReadAlternatives();
        if (!_cursor.TryTake(")"))
            throw new EcmaSyntaxException("a group is not closed", start);
        _text.Append(')');
        _depth--;
        return isRepeatable;
    }

    private bool ReadGroupHead(int start)
    {
        foreach (var look in new[] { "(?=", "(?!", "(?<=", "(?<!" })
        {
            if (!_cursor.TryTake(look))
                continue;
            _needsBacktracking = true;
            _text.Append(look);
            return false;
        }

        if (_cursor.TryTake("(?:"))
        {
            _text.Append("(?:");
            return true;
        }

        _cursor.Take();
        if (_cursor.TryTake("?<"))
            ReadName();
        else if (!_cursor.IsAtEnd && _cursor.Peek == '?')
            throw new EcmaSyntaxException("'(?' begins no kind of group that ECMA-262 has", start);
        _text.Append(_groups.AreReferenced ? $"(?<g{_groups.NumberAt(start)}>" : "(?:");
        return true;
    }

    private bool ReadEscape()
    {
        var start = _cursor.Position;
        _cursor.Take();
        if (_cursor.IsAtEnd)
            throw new EcmaSyntaxException("a backslash at the end escapes nothing", start);
        switch (_cursor.Peek)
        {
            case 'b':
                _cursor.Take();
                AppendBoundary($"{WordBefore}{NoWordAfter}|{NoWordBefore}{WordAfter}");
                return false;
            case 'B':
                _cursor.Take();
                AppendBoundary($"{WordBefore}{WordAfter}|{NoWordBefore}{NoWordAfter}");
                return false;
            case 'k' or (>= '1' and <= '9'):
                AppendReference(start);
                return true;
            default:
                if (EcmaEscape.TryReadClass(_cursor, out var set))
                    set.AppendTo(_text);
                else
                    AppendLiteral(EcmaEscape.ReadCharacter(_cursor));
                return true;
        }
    }

    private void AppendBoundary(string text)
    {
        _needsBacktracking = true;
        _text.Append("(?:").Append(text).Append(')');
    }

    private void AppendReference(int start)
    {
        var isNamed = _cursor.TryTake("k<");
        var name = isNamed
            ? ReadName()
            : _cursor.TakeWhile(char.IsAsciiDigit);
        if (_groups.Find(name) is not { } number)
            throw new EcmaSyntaxException($"there is no group '{name}'", start);

        // To a group that has not matched ECMA-262 lets a reference match nothing, .NET lets it fail.
        _text.Append(CultureInfo.InvariantCulture, $"(?(g{number})\\k<g{number}>|)");
    }

    private string ReadName()
    {
        var start = _cursor.Position;
        var name = _cursor.TakeUntil('>', "the name of a group is not closed");
        var isLegal = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$');
        return isLegal ? name : throw new EcmaSyntaxException($"'{name}' can not be the name of a group", start);
    }

    private void AppendLiteral(int codePoint)
    {
        var set = CodePointSet.Of((codePoint, codePoint));
        if (_ignoreCase)
            set.WithBothCases().AppendTo(_text);
        else if (codePoint > char.MaxValue)
            set.AppendTo(_text);
        else if (codePoint < 0x80 && char.IsAsciiLetterOrDigit((char)codePoint))
            _text.Append((char)codePoint);
        else
            _text.Append(CultureInfo.InvariantCulture, $"\\u{codePoint:X4}");
    }
}
