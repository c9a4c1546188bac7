using System.CommandLine;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>register FILE --subject S</c>.</summary>
internal static class RegisterCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The schema; - for standard input." };
        var subject = new Option<string>("--subject") { Description = "The subject.", Required = true };
        var format = SchemaFormatOption.OfFile();
        var references = Connections.References();
        var registry = Connections.Registry();
        var command = new Command("register", "Register a schema under a subject.") { file, subject, format, references, registry };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var client = Connections.Open(result.GetValue(registry)!);
            var schema = await Connections.ReadSchemaAsync(
                result.GetValue(file)!, result.GetValue(format), result.GetValue(references) ?? [], cancellationToken);
            var registered = await client.RegisterAsync(
                result.GetValue(subject)!, schema, cancellationToken: cancellationToken);
            Console.WriteLine(registered.Version is { } version
                ? $"{registered.Subject} version {version}, id {registered.Id}"
                : $"{registered.Subject} id {registered.Id}");
            return 0;
        });
        return command;
    }
}
