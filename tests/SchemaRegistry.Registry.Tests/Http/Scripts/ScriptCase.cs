namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>One case of a script file: a server of its own, and exchanges with it in order.</summary>
/// <param name="Settings">Settings of the server, see <see cref="ScriptSettings"/>.</param>
/// <param name="Texts">What the names of the file and of the case stand for.</param>
internal sealed record ScriptCase(
    string File,
    string Title,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<ScriptExchange> Exchanges);
