using System.CommandLine;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>subjects</c>: a line each, with the versions.</summary>
internal static class SubjectsCommand
{
    public static Command Create()
    {
        var registry = Connections.Registry();
        var command = new Command("subjects", "List the subjects and their versions.") { registry };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var client = Connections.Open(result.GetValue(registry)!);
            foreach (var subject in await client.ListSubjectsAsync(cancellationToken))
            {
                var versions = await client.ListVersionsAsync(subject, cancellationToken);
                Console.WriteLine($"{subject}\t{string.Join(' ', versions)}");
            }

            return 0;
        });
        return command;
    }
}
