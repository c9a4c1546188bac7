namespace SchemaRegistry.Cli.Output;

/// <summary>Asks before something is gone for good. Without a terminal nobody could answer, and it refuses.</summary>
internal sealed class Confirmation(TextReader answers, TextWriter questions, bool isTerminal)
{
    public static Confirmation OnConsole() => new(Console.In, Console.Error, !Console.IsInputRedirected);

    /// <exception cref="CommandException">It was not confirmed.</exception>
    public void Require(string question)
    {
        if (!isTerminal)
        {
            throw new CommandException(
                $"{question} There is no terminal to answer on: give --yes to go on.", CommandException.CanNotTell);
        }

        questions.Write($"{question} [y/N] ");
        if (answers.ReadLine()?.Trim().ToLowerInvariant() is not ("y" or "yes"))
            throw new CommandException("Nothing was changed.");
    }
}
