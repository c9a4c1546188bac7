namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// What the reference of the API says in its tables: surprises, error texts, paging, config, modes, contexts, the order
/// of a registration, deletes, references, metadata, keys, associations. One case a rule, in the files named here.
/// </summary>
public sealed class RuleTests
{
    private static readonly string[] Files =
    [
        "surprises.txt", "errors.txt", "generic-errors.txt", "config.txt", "modes.txt", "contexts.txt", "registration.txt",
        "lookup.txt", "deletes.txt", "references.txt", "metadata.txt", "names.txt", "lists.txt", "keys.txt", "associations.txt",
    ];

    private static readonly Dictionary<string, ScriptCase> Cases = Files.SelectMany(ScriptFile.Read)
        .ToDictionary(script => $"{Path.GetFileNameWithoutExtension(script.File)}: {script.Title}");

    public static IEnumerable<TheoryDataRow<string>> Titles =>
        Cases.Keys.Select(title => new TheoryDataRow<string>(title) { TestDisplayName = $"Rule {title}" });

    [Theory]
    [MemberData(nameof(Titles))]
    public Task Rule(string title) => ScriptRun.RunAsync(Cases[title]);
}
