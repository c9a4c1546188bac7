namespace SchemaRegistry.Cli;

/// <summary>A command can not go on; the message is one line for the person who called it.</summary>
internal sealed class CommandException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
