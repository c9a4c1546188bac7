using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// A running driver: it is told commands and tells events, both as lines of JSON. One test uses it, and kills it by
/// its own handle at the end.
/// </summary>
internal sealed class ClientProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly ClientStage _stage;
    private readonly string _name;
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly List<ClientEvent> _events = [];
    private readonly Task _reading;
    private bool _isKilled;

    public ClientProcess(ClientStage stage, string name, ProcessStartInfo start)
    {
        (_stage, _name) = (stage, name);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        _reading = ReadAsync();
    }

    /// <summary>What went wrong in it, or null. Only under the stage's lock, as all up to the commands.</summary>
    public string? Problem { get; private set; }

    /// <summary>What was assigned to it last; null before it joins, and once it has left or is killed.</summary>
    public List<int>? Partitions { get; private set; }

    public List<ClientEvent> Records { get; } = [];

    public string State => $"{_name}: {_events.Count} events, the last are\n  "
        + string.Join("\n  ", _events.TakeLast(6)) + $"\n  and its error output: {_errors}";

    /// <summary>Tells it a command, and waits for the answering event.</summary>
    public async Task<ClientEvent> AskAsync(string expected, string command, object? arguments = null)
    {
        var before = _stage.Look(() => Count(expected));
        await TellAsync(command, arguments);
        await _stage.UntilAsync($"{_name} answers {command} with {expected}", () => Count(expected) > before);
        return _stage.Look(() => _events.Last(one => one.Name == expected));
    }

    public async Task TellAsync(string command, object? arguments = null)
    {
        var line = JsonSerializer.SerializeToNode(arguments ?? new { }, CamelCase)!.AsObject();
        line["do"] = command;
        await _process.StandardInput.WriteLineAsync(line.ToJsonString());
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it can take commands; the test skips where its packages are missing.</summary>
    public async Task<ClientEvent> ReadyAsync()
    {
        await _stage.UntilAsync($"{_name} starts", () => _events.Count > 0);
        var first = _stage.Look(() => _events[0]);
        if (first.Name == "missing")
            Assert.Skip($"{first.Text("what")} is not installed (tests/run.sh installs it).");

        return first;
    }

    /// <summary>Ends it without a farewell to the broker.</summary>
    public async Task KillAsync()
    {
        _stage.Change(() => (_isKilled, Partitions) = (true, null));
        _process.Kill();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private int Count(string name) => _events.Count(one => one.Name == name);

    private void Note(string? line) => _stage.Change(() => _errors.AppendLine(line));

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _stage.Change(() => See(new ClientEvent(line)));
        await _process.WaitForExitAsync();
        _stage.Change(() => Problem ??= _isKilled || Count("missing") > 0 ? null : $"ended with {_process.ExitCode}");
    }

    private void See(ClientEvent seen)
    {
        _events.Add(seen);
        if (seen.Name == "failed")
            Problem ??= seen.ToString();
        else if (seen.Name == "record")
            Records.Add(seen);
        else if (seen.Name == "assigned")
            Partitions = seen.Numbers("partitions");
        else if (seen.Name == "left")
            Partitions = null;
    }
}
