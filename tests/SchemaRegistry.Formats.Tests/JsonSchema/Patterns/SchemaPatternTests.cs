using System.Text;
using CsCheck;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Patterns;

/// <summary>Verdicts are those of ECMA-262 with its Unicode flag; they were put to Node.js 20.</summary>
public sealed class SchemaPatternTests
{
    [Theory]
    [InlineData(@"^\d+$", "12", true)]
    [InlineData(@"^\d+$", "१२", false)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^\s$", "\uFEFF", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData(@"^a$", "a\n", false)]
    [InlineData(@"b", "abc", true)]
    [InlineData(@"^.$", "\n", false)]
    [InlineData(@"^.$", "\u0085", true)]
    [InlineData(@"^.$", "😀", true)]
    [InlineData(@"^.{2}$", "😀a", true)]
    [InlineData(@"^..$", "😀", false)]
    [InlineData(@"^[😀-😂]$", "😁", true)]
    [InlineData(@"^[^a]$", "😀", true)]
    [InlineData(@"^😀+$", "😀😀", true)]
    [InlineData(@"^\u{1F600}$", "😀", true)]
    [InlineData(@"^\ud83d\ude00$", "😀", true)]
    [InlineData(@"^\p{Lu}\P{Lu}$", "Éé", true)]
    [InlineData(@"^\p{Letter}+$", "aé漢𝒜", true)]
    [InlineData(@"^[\p{L}\d]+$", "漢1", true)]
    [InlineData(@"^(a|b)\1$", "aa", true)]
    [InlineData(@"^(a|b)\1$", "ab", false)]
    [InlineData(@"^(?<x>a|b)\k<x>$", "bb", true)]
    [InlineData(@"^(?:(a)|b)\1$", "b", true)]
    [InlineData(@"^(?!foo)", "foobar", false)]
    [InlineData(@"^(?=.*\d)[a-z\d]+$", "abc1", true)]
    [InlineData(@"(?<=a)b", "ab", true)]
    [InlineData(@"\bfoo", "éfoo", true)]
    [InlineData(@"\Bfoo", "xfoo", true)]
    [InlineData(@"^\cA\x41\0$", "\u0001A\0", true)]
    [InlineData(@"^[\b\-\]]+$", "\b-]", true)]
    [InlineData(@"^[a-]$", "-", true)]
    [InlineData(@"^[\w-.]+$", "a-.", true)]
    [InlineData(@"^x{2,3}$", "xxxx", false)]
    [InlineData(@"^a{,2}$", "a{,2}", true)]
    [InlineData(@"^[]$", "a", false)]
    [InlineData(@"^[^]$", "\n", true)]
    [InlineData(@"^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false)]
    [InlineData(@"", "x", true)]
    [InlineData(@"^\/a\#$", "/a#", true)]
    public void A_match_is_what_ecma_262_has(string pattern, string text, bool isMatch)
    {
        var compiled = SchemaPattern.Create(pattern, out var reason);
        var scratch = Array.Empty<char>();

        Assert.True(compiled is not null, reason);
        Assert.Equal(isMatch, compiled.IsMatch(text));
        Assert.Equal(isMatch, compiled.IsMatch(Encoding.UTF8.GetBytes(text), ref scratch));
    }

    [Theory]
    [InlineData("(", 1)]
    [InlineData("a)", 2)]
    [InlineData("[a", 1)]
    [InlineData("*a", 1)]
    [InlineData("a**", 3)]
    [InlineData("a{2,1}", 2)]
    [InlineData("[z-a]", 2)]
    [InlineData("\\", 1)]
    [InlineData("\\Z", 2)]
    [InlineData("ab\\p{Script=Greek}", 6)]
    [InlineData("\\2(a)", 1)]
    [InlineData("(?>a)", 1)]
    [InlineData("^*", 2)]
    [InlineData("(?<[>a)(b)\\1", 4)]
    [InlineData("a{100000}", 2)]
    [InlineData("\\u{110000}", 3)]
    public void What_is_no_expression_is_refused_with_its_place(string pattern, int character)
    {
        Assert.Null(EcmaPattern.Translate(pattern, out var reason));
        Assert.EndsWith($"(character {character})", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^[A-Z]{3}-[0-9]{4}$")]
    [InlineData("^a?b*c+$")]
    [InlineData("^[^/]+/.*$")]
    [InlineData("^x-")]
    [InlineData(@"^\d{1,3}\.\d+$")]
    public void The_fast_way_of_plain_expressions_agrees_with_the_engine(string pattern)
    {
        var plain = BytePattern.TryCreate(pattern);
        var engine = SchemaPattern.Create(pattern, out _)!;
        Assert.NotNull(plain);

        Schemas.OneOf('A', 'Z', 'a', 'b', 'c', 'x', '-', '/', '.', '0', '9', '\n', 'é').Array[0, 10].Sample(
            characters =>
            {
                var text = new string(characters);
                var verdict = plain.IsMatch(Encoding.UTF8.GetBytes(text));
                return verdict is null || verdict == engine.IsMatch(text);
            },
            iter: 3_000);
    }

    [Theory]
    [InlineData("^a*ab$")]
    [InlineData("^a?a$")]
    [InlineData("^a*b?a$")]
    [InlineData("a$")]
    [InlineData("^(a|b)$")]
    [InlineData("^a+?$")]
    public void An_expression_that_greed_could_get_wrong_is_not_called_plain(string pattern) =>
        Assert.Null(BytePattern.TryCreate(pattern));

    /// <summary>
    /// A class of Unicode took the linear engine 5 s and 140 MB to prepare; what is given to the other one is timed.
    /// </summary>
    [Theory]
    [InlineData("^(a|b)+$", false)]
    [InlineData("^[^a]{2}$", false)]
    [InlineData("^\\p{L}+$", true)]
    [InlineData("(?=a)", true)]
    [InlineData("(a)\\1", true)]
    [InlineData("\\ba", true)]
    public void What_the_linear_engine_can_not_do_is_run_with_a_bound_of_time(string pattern, bool mayTimeOut) =>
        Assert.Equal(mayTimeOut, SchemaPattern.Create(pattern, out _)!.MayTimeOut);

    [Fact]
    public void An_expression_of_very_many_classes_is_run_with_a_bound_of_time()
    {
        var classes = string.Concat(Enumerable.Range(0, 300).Select(index => $"[\\u{index + 0x4000:x4}\\u{index + 0x5000:x4}]"));

        Assert.True(SchemaPattern.Create(classes, out _)!.MayTimeOut);
        Assert.Null(EcmaPattern.Translate(string.Concat(Enumerable.Repeat("\\p{L}", 1000)), out _));
    }

    [Fact]
    public void Whatever_is_translated_the_engine_takes()
    {
        string[] pieces =
        [
            "a", "\\d", "\\b", "[", "]", "^", "$", "(", ")", "(?:", "(?=", "(?<!", "|", "*", "+?", "{2}", "{2,", "-", "\\1",
            ".", "\\p{L}", "\\u{1F600}", "😀", "[^", "\\", "?", "\\k<a>", "(?<a>", "}", ",",
        ];

        Schemas.OneOf(pieces).Array[1, 12].Sample(
            parts =>
            {
                var pattern = string.Concat(parts);
                var translated = EcmaPattern.Translate(pattern, out _);
                return translated is null || SchemaPattern.Create(pattern, out _) is not null;
            },
            iter: 1_000);
    }
}
