using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What AlterConfigs and IncrementalAlterConfigs ask for, as changes of a topic's settings.</summary>
internal static class ConfigEdits
{
    private const sbyte Set = 0;
    private const sbyte Delete = 1;
    private const sbyte Append = 2;
    private const sbyte Subtract = 3;

    /// <summary>All settings are replaced; those that are not named have their defaults again.</summary>
    public static ConfigEdit Replace(AlterableConfig[] wanted, UnknownSettings unknown) =>
        (TopicConfig _, out AdminRefusal? refusal) =>
        {
            refusal = CheckNames(wanted.Select(config => config.Name))
                ?? CheckValues(wanted.Where(config => config.Value is null).Select(config => config.Name));
            return refusal is null
                ? Create(wanted.Select(config => KeyValuePair.Create(config.Name, config.Value)), unknown, out refusal)
                : null;
        };

    /// <summary>Only the settings that are named change, all of them or none.</summary>
    public static ConfigEdit Change(IncrementalAlterableConfig[] wanted, UnknownSettings unknown) =>
        (TopicConfig present, out AdminRefusal? refusal) =>
        {
            refusal = CheckNames(wanted.Select(config => config.Name))
                ?? CheckValues(wanted
                    .Where(config => config.Value is null && config.ConfigOperation != Delete)
                    .Select(config => config.Name));
            var values = present.Values.ToDictionary(StringComparer.Ordinal);
            for (var index = 0; refusal is null && index < wanted.Length; index++)
                refusal = Change(values, wanted[index], present, unknown);

            // What was stored when unknown settings were accepted stays, whatever is accepted now.
            var settings = values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
            return refusal is null ? Create(settings, UnknownSettings.Keep, out refusal) : null;
        };

    private static AdminRefusal? Change(
        Dictionary<string, string> values,
        IncrementalAlterableConfig wanted,
        TopicConfig present,
        UnknownSettings unknown)
    {
        if (wanted.ConfigOperation == Delete)
        {
            values.Remove(wanted.Name);
            return null;
        }

        var isKnown = TopicSettings.TryFind(wanted.Name, out var setting);
        if (!isKnown && unknown == UnknownSettings.Refuse)
            return new AdminRefusal(ErrorCode.InvalidConfig, $"Unknown topic config name: {wanted.Name}");

        switch (wanted.ConfigOperation)
        {
            case Set:
                values[wanted.Name] = wanted.Value!;
                return null;
            case Append or Subtract when setting?.Rule.Kind != SettingKind.List:
                return new AdminRefusal(
                    ErrorCode.InvalidConfig,
                    $"{wanted.Name} is no list, so that nothing can be appended to it or subtracted from it; set it.");
            case Append:
                values[wanted.Name] = Join(Split(present.ValueOf(setting)).Union(Split(wanted.Value!)));
                return null;
            case Subtract:
                values[wanted.Name] = Join(Split(present.ValueOf(setting)).Except(Split(wanted.Value!)));
                return null;
            default:
                return new AdminRefusal(
                    ErrorCode.InvalidRequest,
                    $"Operation {wanted.ConfigOperation} on {wanted.Name} is not known; 0 to 3 are.");
        }
    }

    private static AdminRefusal? CheckNames(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name)) is { } twice
            ? new AdminRefusal(ErrorCode.InvalidRequest, $"The request names {twice} more than once for this resource.")
            : null;
    }

    private static AdminRefusal? CheckValues(IEnumerable<string> namesWithoutValue) =>
        namesWithoutValue.FirstOrDefault() is { } name
            ? new AdminRefusal(ErrorCode.InvalidRequest, $"Null value not supported for: {name}")
            : null;

    private static TopicConfig? Create(
        IEnumerable<KeyValuePair<string, string?>> settings, UnknownSettings unknown, out AdminRefusal? refusal)
    {
        var config = TopicConfig.TryCreate(settings, unknown, out var problem);
        refusal = problem is null ? null : new AdminRefusal(ErrorCode.InvalidConfig, problem);
        return config;
    }

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Join(IEnumerable<string> parts) => string.Join(',', parts);
}
