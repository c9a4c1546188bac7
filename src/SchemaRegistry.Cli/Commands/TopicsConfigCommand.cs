using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics config NAME</c>: prints the settings of a topic, or changes some of them.</summary>
internal static class TopicsConfigCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The topic." };
        var set = new Option<string[]>("--set") { Description = "A new value, NAME=VALUE; may be repeated." };
        var unset = new Option<string[]>("--unset") { Description = "Back to the default, NAME; may be repeated." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command(
            "config", "Show all settings of a topic; with --set or --unset change these and leave the others.")
        {
            name, set, unset, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var topic = result.GetValue(name)!;
            var changes = SettingChange.ParseAll(result.GetValue(set) ?? [], result.GetValue(unset) ?? []);
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var topics = new TopicAdmin(admin);
            if (changes.Count > 0)
                await topics.ChangeSettingsAsync(topic, changes, cancellationToken);
            var rows = changes.Count > 0
                ? Changed(changes)
                : TopicRows.Settings(await topics.ReadSettingsAsync(topic, cancellationToken));
            ReportOutput.Create(result.GetValue(output)).WriteRows(rows);
            return 0;
        });
        return command;
    }

    /// <summary>
    /// What was acknowledged. The settings are not read again: another broker of a cluster may not have them yet.
    /// </summary>
    private static RowSet Changed(IReadOnlyList<SettingChange> changes)
    {
        var rows = new RowSet("changes", new("name"), new("value"), new("change"));
        foreach (var change in changes)
            rows.Add(change.Name, change.Value, change.Value is null ? "unset" : "set");
        return rows;
    }
}
