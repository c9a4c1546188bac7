using Spectre.Console;

namespace SchemaRegistry.Cli.Demo;

/// <summary>How the demo looks: numbered steps, dim details. Plain text where there is no terminal.</summary>
internal sealed class DemoShow
{
    private const int WidthWithoutTerminal = 200;

    private int _step;

    public DemoShow()
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthWithoutTerminal;
    }

    public void Step(string what)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{++_step}. {what}[/]");
    }

    public void Line(string text) => AnsiConsole.MarkupLineInterpolated($"   {text}");

    public void Good(string text) => AnsiConsole.MarkupLineInterpolated($"   [green]{text}[/]");

    public void Bad(string text) => AnsiConsole.MarkupLineInterpolated($"   [red]{text}[/]");

    public void Dim(string text) => AnsiConsole.MarkupLineInterpolated($"   [grey]{text}[/]");
}
