using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Groups;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>groups delete GROUP…</c>.</summary>
internal static class GroupsDeleteCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("GROUP")
        {
            Description = "The consumer groups; they must not have members.",
            Arity = ArgumentArity.OneOrMore,
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("delete", "Delete consumer groups with their committed offsets.")
        {
            names, yes, output, bootstrap,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] groups = [.. result.GetValue(names)!.Distinct()];
            if (!result.GetValue(yes))
                Confirmation.OnConsole().Require($"Delete {string.Join(", ", groups)} with all committed offsets?");
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var known = new GroupAdmin(admin);
            var reports = await known.DeleteAsync(groups, cancellationToken);
            var deletions = new Deletions("group");
            foreach (var (group, error) in reports.Select(report => (report.Group, report.Error)))
                deletions.Add(group, error.IsError ? known.RefusalOf(group, error) : null);
            return deletions.Write(result.GetValue(output));
        });
        return command;
    }
}
