namespace SchemaRegistry.Cli;

/// <summary>A command can not go on; the message is one line for the person who called it.</summary>
internal sealed class CommandException(string message, int exitCode = CommandException.Negative) : Exception(message)
{
    /// <summary>The answer is no: it is not there, it was refused, it failed.</summary>
    public const int Negative = 1;

    /// <summary>There is no answer: the command was misused, or nobody could be asked.</summary>
    public const int CanNotTell = 2;

    public int ExitCode { get; } = exitCode;
}
