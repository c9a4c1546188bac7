namespace SchemaRegistry.EndToEnd.Tests.Processes;

public sealed class KillTests
{
    private const int Rounds = 6;
    private const int Registrars = 8;
    private const int Producers = 4;
    private static readonly TimeSpan RoundLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_nothing_that_it_acknowledged()
    {
        using var folder = new TemporaryFolder();
        var schemas = new AcknowledgedSchemas();
        var records = new AcknowledgedRecords("killed");

        for (var round = 1; round <= Rounds; round++)
            await RunUntilKilledAsync(folder.Path, schemas, records, acknowledgedBeforeKill: 40 * round);

        await using var server = await ServerProcess.StartAsync(folder.Path, CancellationToken.None);
        Assert.True(schemas.Count > 0 && records.Count > 0);
        Assert.Empty(schemas.Conflicts);
        Assert.Empty(records.Conflicts);
        Assert.Empty(await schemas.FindLostAsync(server.Registry, CancellationToken.None));
        Assert.Empty(records.FindLost(server.Bootstrap));
    }

    /// <summary>
    /// Kills under load, as soon as both the registry and the log have acknowledged so much in this round.
    /// </summary>
    private static async Task RunUntilKilledAsync(
        string folder, AcknowledgedSchemas schemas, AcknowledgedRecords records, int acknowledgedBeforeKill)
    {
        using var limit = new CancellationTokenSource(RoundLimit);
        await using var server = await ServerProcess.StartAsync(folder, limit.Token);
        var enoughSchemas = new Countdown(acknowledgedBeforeKill);
        var enoughRecords = new Countdown(acknowledgedBeforeKill);
        var load = Enumerable.Range(0, Registrars)
            .Select(_ => schemas.RegisterUntilGoneAsync(server.Registry, enoughSchemas.Signal, limit.Token))
            .Concat(Enumerable.Range(0, Producers)
                .Select(_ => records.ProduceUntilGoneAsync(server.Bootstrap, enoughRecords.Signal, limit.Token)))
            .ToList();

        await Task.WhenAll(enoughSchemas.Reached, enoughRecords.Reached).WaitAsync(limit.Token);
        await server.KillAsync();
        await limit.CancelAsync();
        await Task.WhenAll(load);
    }

    private sealed class Countdown(int count)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = count;

        public Task Reached => _reached.Task;

        public void Signal()
        {
            if (Interlocked.Decrement(ref _left) == 0)
                _reached.SetResult();
        }
    }
}
