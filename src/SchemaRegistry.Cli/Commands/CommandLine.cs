using System.CommandLine;
using System.CommandLine.Invocation;
using Confluent.Kafka;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Client;
using SchemaRegistry.Server.Hosting;

namespace SchemaRegistry.Cli.Commands;

/// <summary>
/// The commands of <c>schema-registry</c>, and the one place where their failures end: one line on standard error.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            var parsed = Create().Parse(args);
            var exitCode = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Action is ParseErrorAction ? CommandException.CanNotTell : exitCode;
        }
        catch (CommandException e)
        {
            return await FailAsync(e.Message, e.ExitCode);
        }
        catch (Exception e) when (
            e is ServerStartException or SchemaRegistryException or InputException or KafkaException
            or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(Tell(e), CommandException.Negative);
        }
        catch (OperationCanceledException)
        {
            return CommandException.Negative;
        }
    }

    public static RootCommand Create() => new(
        "A schema registry that speaks Confluent's API, and a topic log that speaks Kafka's protocol, in one process.")
    {
        ServeCommand.Create(),
        DemoCommand.Create(),
        RegisterCommand.Create(),
        GetCommand.Create(),
        SubjectsCommand.Create(),
        CheckCommand.Create(),
        ProduceCommand.Create(),
        ConsumeCommand.Create(),
        TopicsCommand.Create(),
        GroupsCommand.Create(),
    };

    private static async Task<int> FailAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync($"error: {message}");
        return exitCode;
    }

    /// <summary>Confluent.Kafka hides behind "serialization error" what a serializer said.</summary>
    private static string Tell(Exception e) =>
        e is KafkaException { InnerException: { } reason } ? $"{e.Message}: {reason.Message}" : e.Message;
}
