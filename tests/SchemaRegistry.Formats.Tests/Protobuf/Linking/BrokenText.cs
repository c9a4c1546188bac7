using System.Text.RegularExpressions;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>Makes texts that are nearly right.</summary>
internal static partial class BrokenText
{
    /// <summary>Leaves a word out, doubles it, exchanges it for another, or does so with a whole line.</summary>
    public static string Make(string text, Random random)
    {
        for (var changes = random.Next(1, 3); changes > 0; changes--)
            text = random.Next(3) == 0 ? ChangeLine(text, random) : ChangeWord(text, random);
        return text;
    }

    private static string ChangeWord(string text, Random random)
    {
        var words = Words().Matches(text);
        if (words.Count == 0)
            return text;
        var word = words[random.Next(words.Count)];
        var replacement = random.Next(4) switch
        {
            0 => "",
            1 => word.Value + " " + word.Value,
            2 => random.Next(0, 40).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => words[random.Next(words.Count)].Value,
        };
        return text[..word.Index] + replacement + text[(word.Index + word.Length)..];
    }

    private static string ChangeLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        if (random.Next(2) == 0)
            lines.RemoveAt(at);
        else
            lines.Insert(random.Next(lines.Count), lines[at]);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"[\w.]+|""[^""\n]*""|[^\s\w]")]
    private static partial Regex Words();
}
