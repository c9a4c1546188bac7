using System.CommandLine;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Client;

namespace SchemaRegistry.Cli.Commands;

/// <summary>
/// <c>check FILE --subject S</c>: exit 0 when the schema could become the next version, 1 when not, with the reasons
/// and what to do, 2 when that can not be told.
/// </summary>
internal static class CheckCommand
{
    private const int Incompatible = 1;
    private const int Unknown = 2;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The schema; - for standard input." };
        var subject = new Option<string>("--subject") { Description = "The subject.", Required = true };
        var format = SchemaFormatOption.OfFile();
        var references = Connections.References();
        var registry = Connections.Registry();
        var command = new Command("check", "Tell whether a schema could become the next version: exit 0 yes, 1 no, 2 unknown.")
        {
            file, subject, format, references, registry,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var name = result.GetValue(subject)!;
            using var client = Connections.Open(result.GetValue(registry)!);
            var schema = await Connections.ReadSchemaAsync(
                result.GetValue(file)!, result.GetValue(format), result.GetValue(references) ?? [], cancellationToken);
            return await CheckAsync(client, name, schema, result.GetValue(file)!, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(
        SchemaRegistryClient client,
        string subject,
        SchemaDefinition schema,
        string file,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.CheckAsync(subject, schema, cancellationToken);
            Console.WriteLine(answer.IsCompatible ? $"compatible with {subject}" : $"not compatible with {subject}:");
            foreach (var line in Reasons(answer, file))
                Console.WriteLine(line);
            return answer.IsCompatible ? 0 : Incompatible;
        }
        catch (SchemaRegistryException e)
        {
            throw new CommandException(e.Message, Unknown);
        }
    }

    /// <summary>Other registries tell messages only; a schema that is not valid has one message too.</summary>
    private static IEnumerable<string> Reasons(CompatibilityAnswer answer, string file) =>
        answer.Incompatibilities.Count == 0
            ? answer.Messages.SelectMany(message => message.Split('\n')).Select(line => $"  {PrintableText.Of(line)}")
            : answer.Incompatibilities.SelectMany(found => IncompatibilityText.Lines(found, file));
}
