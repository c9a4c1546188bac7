using System.Globalization;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>Which values a setting may have. Immutable.</summary>
/// <param name="Kind">What the value is for those who ask.</param>
/// <param name="Text">The rule in words, for a sentence that ends in "must be …".</param>
/// <param name="Accepts">Whether a text is such a value.</param>
public sealed record SettingRule(SettingKind Kind, string Text, Predicate<string> Accepts)
{
    public static readonly SettingRule Boolean = new(
        SettingKind.Boolean, "true or false", value => bool.TryParse(value, out _));

    public static readonly SettingRule Ratio = new(
        SettingKind.Double, "a number from 0 to 1",
        value => double.TryParse(value, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1);

    public static readonly SettingRule AnyText = new(
        SettingKind.Text, "a text that is not empty", value => value.Length > 0);

    public static SettingRule Integer(int least, int most = int.MaxValue) => new(
        SettingKind.Integer, $"a whole number from {least} to {most}", IsBetween(least, most));

    public static SettingRule Long(long least, long most = long.MaxValue) => new(
        SettingKind.Long, $"a whole number from {least} to {most}", IsBetween(least, most));

    public static SettingRule OneOf(params string[] values) => new(
        SettingKind.Text,
        $"one of {string.Join(", ", values)}",
        value => values.Contains(value, StringComparer.Ordinal));

    public static SettingRule ListOf(params string[] values) => new(
        SettingKind.List,
        $"a list of {string.Join(", ", values)} with commas between them",
        value => value.Split(',', StringSplitOptions.TrimEntries)
            .All(part => values.Contains(part, StringComparer.Ordinal)));

    private static Predicate<string> IsBetween(long least, long most) =>
        value => long.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most;
}
