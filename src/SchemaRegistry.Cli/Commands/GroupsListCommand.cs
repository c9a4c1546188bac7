using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Groups;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>groups list</c>.</summary>
internal static class GroupsListCommand
{
    public static Command Create()
    {
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("list", "List the consumer groups.") { output, bootstrap };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var groups = new GroupAdmin(admin);
            var found = await groups.ListAsync(cancellationToken);
            ReportOutput.Create(result.GetValue(output)).WriteRows(GroupRows.Groups(found));
            var untold = found.Where(group => group.Error.IsError).ToList();
            foreach (var group in untold)
                await Console.Error.WriteLineAsync($"error: {groups.RefusalOf(group.GroupId, group.Error).Message}");
            return untold.Count > 0 ? CommandException.CanNotTell : 0;
        });
        return command;
    }
}
