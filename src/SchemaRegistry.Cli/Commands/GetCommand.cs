using System.CommandLine;
using System.Globalization;
using SchemaRegistry.Client;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>get SUBJECT [--version N]</c> and <c>get --id N</c>: the text of a schema on standard output.</summary>
internal static class GetCommand
{
    public static Command Create()
    {
        var subject = new Argument<string?>("SUBJECT") { Description = "The subject.", Arity = ArgumentArity.ZeroOrOne };
        var version = new Option<string>("--version") { Description = "A number, or latest.", DefaultValueFactory = _ => "latest" };
        var id = new Option<int?>("--id") { Description = "The id, instead of subject and version." };
        var registry = Connections.Registry();
        var command = new Command("get", "Print a schema by subject and version, or by id.") { subject, version, id, registry };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var client = Connections.Open(result.GetValue(registry)!);
            var schema = await FindAsync(
                client, result.GetValue(subject), result.GetValue(version)!, result.GetValue(id), cancellationToken);
            Console.WriteLine(schema.Definition.Text);
            return 0;
        });
        return command;
    }

    private static ValueTask<RegisteredSchema> FindAsync(
        SchemaRegistryClient client, string? subject, string version, int? id, CancellationToken cancellationToken)
    {
        if (id is { } number)
            return client.GetByIdAsync(number, subject, cancellationToken);
        if (subject is null)
            throw new CommandException("Give a SUBJECT or an --id.", 2);
        if (version.Equals("latest", StringComparison.OrdinalIgnoreCase))
            return client.GetLatestAsync(subject, cancellationToken);
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            ? client.GetVersionAsync(subject, wanted, cancellationToken)
            : throw new CommandException($"--version is '{version}'; it must be a number or latest.", 2);
    }
}
