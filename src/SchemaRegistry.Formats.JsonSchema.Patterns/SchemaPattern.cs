using System.Text;
using System.Text.RegularExpressions;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>
/// A regular expression of a schema, ready to run. It runs in time linear in the text, without backtracking. What can
/// not be run so (<see cref="EcmaPattern.NeedsBacktracking"/>) is in use elsewhere, so that it is not refused but run by
/// the backtracking engine, for <see cref="PatternLimits.TimeoutMs"/> at most.
/// </summary>
public sealed class SchemaPattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(PatternLimits.TimeoutMs);

    private readonly Lazy<Regex> _regex;
    private readonly BytePattern? _plain;

    private SchemaPattern(string source, EcmaPattern pattern)
    {
        Source = source;
        _plain = BytePattern.TryCreate(source);
        _regex = new Lazy<Regex>(() => CreateRegex(pattern));
    }

    public string Source { get; }

    /// <summary>Whether a match may end in a <see cref="RegexMatchTimeoutException"/>.</summary>
    public bool MayTimeOut => (_regex.Value.Options & RegexOptions.NonBacktracking) == 0;

    /// <summary>The pattern, or null with the reason why it can not be run.</summary>
    public static SchemaPattern? Create(string source, out string? reason)
    {
        if (EcmaPattern.Translate(source, out reason) is not { } translated)
            return null;
        try
        {
            var pattern = new SchemaPattern(source, translated);

            // The engine takes a millisecond to prepare what a plain pattern mostly does without it.
            if (pattern._plain is null)
                _ = pattern._regex.Value;
            return pattern;
        }
        catch (ArgumentException e)
        {
            reason = e.Message;
            return null;
        }
    }

    /// <summary>The verdict where it takes no engine, else null.</summary>
    public bool? MatchPlain(ReadOnlySpan<byte> utf8) => _plain?.IsMatch(utf8);

    /// <exception cref="RegexMatchTimeoutException">See <see cref="MayTimeOut"/>.</exception>
    public bool IsMatch(ReadOnlySpan<char> text) => _regex.Value.IsMatch(text);

    /// <summary>The same for UTF-8; the characters lie in the scratch meanwhile.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8, ref char[] scratch)
    {
        if (MatchPlain(utf8) is { } isMatch)
            return isMatch;
        if (scratch.Length < utf8.Length)
            scratch = new char[Math.Max(utf8.Length, scratch.Length * 2)];
        var length = Encoding.UTF8.GetChars(utf8, scratch);
        return _regex.Value.IsMatch(scratch.AsSpan(0, length));
    }

    private static Regex CreateRegex(EcmaPattern pattern)
    {
        if (!pattern.NeedsBacktracking)
        {
            try
            {
                return new Regex(pattern.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (NotSupportedException)
            {
                // Its automaton would be too large.
            }
        }

        return new Regex(pattern.Text, RegexOptions.CultureInvariant, Timeout);
    }
}
