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
            var (groups, failures) = await new GroupAdmin(admin).ListAsync(cancellationToken);
            ReportOutput.Create(result.GetValue(output)).WriteRows(GroupRows.Groups(groups));
            foreach (var failure in failures)
                await Console.Error.WriteLineAsync($"error: A broker did not tell its groups: {AdminErrors.ReasonOf(failure)}");
            return failures.Count > 0 ? CommandException.CanNotTell : 0;
        });
        return command;
    }
}
