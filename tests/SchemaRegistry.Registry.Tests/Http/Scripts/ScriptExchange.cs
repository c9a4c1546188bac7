namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// A request of a script and what its answer must be, as written: names that stand for texts are still to be put in.
/// </summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Target">Path and query, sent to the letter.</param>
/// <param name="Body">What follows the target; null sends no body.</param>
/// <param name="Headers">Headers of the request; the value <c>@absent</c> leaves a standard one out.</param>
/// <param name="Expected">What follows the arrow.</param>
/// <param name="ExpectedHeaders">Headers of the answer; the value <c>@absent</c> means that there is none.</param>
/// <param name="Loop">The name and the numbers for which it is repeated, if it is.</param>
internal sealed record ScriptExchange(
    int Line,
    string Method,
    string Target,
    string? Body,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string Expected,
    IReadOnlyList<KeyValuePair<string, string>> ExpectedHeaders,
    ScriptLoop? Loop);

/// <summary>Repeats an exchange with <paramref name="Name"/> from <paramref name="First"/> to <paramref name="Last"/>.</summary>
internal sealed record ScriptLoop(string Name, int First, int Last);
