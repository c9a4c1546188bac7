namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>The contract is exercised as a whole: each operation is asked for something that it can give.</summary>
public sealed class OperationTests
{
    private static readonly Dictionary<string, ScriptCase> Cases =
        ScriptFile.Read("operations.txt").ToDictionary(script => script.Title);

    public static IEnumerable<TheoryDataRow<string>> Titles =>
        Cases.Keys.Select(title => new TheoryDataRow<string>(title) { TestDisplayName = $"Operations {title}" });

    [Theory]
    [MemberData(nameof(Titles))]
    public Task Operations(string title) => ScriptRun.RunAsync(Cases[title]);

    /// <summary>The scripts say what succeeds; that it does is the other test's matter.</summary>
    [Fact]
    public void Every_operation_of_the_contract_has_an_exchange_that_succeeds()
    {
        var contract = OpenApiContract.Read();

        var exercised = Cases.Values
            .SelectMany(script => script.Exchanges.Select(exchange => (
                Operation: contract.Find(exchange.Method, ScriptTexts.Fill(exchange.Target, script.Texts)),
                IsSuccess: exchange.Expected.StartsWith('2'))))
            .Where(exchange => exchange.IsSuccess)
            .Select(exchange => exchange.Operation?.ToString());

        Assert.Empty(contract.Operations.Select(operation => $"{operation.Method} {operation.Path}").Except(exercised));
    }
}
