using CsCheck;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>
/// Random JSON, rich in what is hard: names that are not legal or clash, numbers at their limits. No name is that of a
/// branch: plain JSON writes an object with such a member in a tag, and it comes back as the same
/// bytes, not the same text.
/// </summary>
internal static class JsonText
{
    private static readonly string[] Names =
        ["a", "b", "a b", "a-b", "a_b", "a_b_2", "1", "_1", "", "\u00FC", "\u00E4", "type", "original"];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0", "-0.0", "1.0", "1e3", "2147483647", "2147483648", "-2147483649", "9007199254740992",
        "9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808", "1e300", "5e-324", "0.1", "123456.789",
        "\"\"", "\"x\"", "\"NaN\"", "\"Infinity\"", "\"1\"", "\"null\"", "\"\\u0000\\u00fc\\ud83d\\ude00\"", "\"say \\\"hi\\\"\\n\"",
    ];

    public static Gen<string> Value(int depth) => depth == 0
        ? AnyOf(Scalars)
        : Gen.OneOf(
            AnyOf(Scalars),
            Gen.Int.Select(value => $"{value}"),
            Value(depth - 1).Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Object(depth));

    public static Gen<string> Object(int depth) =>
        Gen.Select(AnyOf(Names), Value(depth - 1)).Array[0, 5].Select(members =>
            $"{{{string.Join(',', members.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}");

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
