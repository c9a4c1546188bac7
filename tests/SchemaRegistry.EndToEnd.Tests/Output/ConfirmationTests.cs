using SchemaRegistry.Cli;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.EndToEnd.Tests.Output;

public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("y\n")]
    [InlineData(" YES \n")]
    public void Yes_goes_on(string answer)
    {
        var questions = new StringWriter();

        new Confirmation(new StringReader(answer), questions, isTerminal: true).Require("Delete all?");

        Assert.Equal("Delete all? [y/N] ", questions.ToString());
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("\n")]
    [InlineData("yesterday\n")]
    [InlineData("")]
    public void Anything_else_does_not(string answer)
    {
        var confirmation = new Confirmation(new StringReader(answer), new StringWriter(), isTerminal: true);

        var refusal = Assert.Throws<CommandException>(() => confirmation.Require("Delete all?"));

        Assert.Equal((1, "Nothing was changed."), (refusal.ExitCode, refusal.Message));
    }

    [Fact]
    public void Without_a_terminal_no_answer_is_read()
    {
        var confirmation = new Confirmation(new StringReader("y\n"), new StringWriter(), isTerminal: false);

        var refusal = Assert.Throws<CommandException>(() => confirmation.Require("Delete all?"));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("--yes", refusal.Message, StringComparison.Ordinal);
    }
}
