namespace SchemaRegistry.Cli.Topics;

/// <summary>A setting's new value; null when it goes back to its default.</summary>
internal sealed record SettingChange(string Name, string? Value)
{
    /// <summary>Of <c>--set NAME=VALUE</c> and <c>--unset NAME</c>, each name once.</summary>
    public static IReadOnlyList<SettingChange> ParseAll(IEnumerable<string> set, IEnumerable<string> unset)
    {
        List<SettingChange> changes =
        [
            .. set.Select(text => Parse("--set", text)),
            .. unset.Select(name => new SettingChange(name, null)),
        ];
        RequireNamesOnce(changes);
        return changes;
    }

    /// <summary>Of <c>--config NAME=VALUE</c>, for a topic that is created.</summary>
    public static Dictionary<string, string> ParseInitial(IEnumerable<string> texts)
    {
        List<SettingChange> settings = [.. texts.Select(text => Parse("--config", text))];
        RequireNamesOnce(settings);
        return settings.ToDictionary(setting => setting.Name, setting => setting.Value!);
    }

    private static SettingChange Parse(string option, string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? new SettingChange(text[..equals], text[(equals + 1)..])
            : throw new CommandException($"{option} has '{text}'; it must be NAME=VALUE.", CommandException.CanNotTell);

    private static void RequireNamesOnce(IEnumerable<SettingChange> changes)
    {
        if (changes.CountBy(change => change.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new CommandException($"The setting {twice} is given more than once.", CommandException.CanNotTell);
    }
}
