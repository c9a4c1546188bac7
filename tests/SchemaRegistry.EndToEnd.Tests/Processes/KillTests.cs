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
        var commits = new AcknowledgedCommits("killed", "committers");

        for (var round = 1; round <= Rounds; round++)
            await RunUntilKilledAsync(folder.Path, new(schemas, records, commits), acknowledgedBeforeKill: 40 * round);

        await using var server = await ServerProcess.StartAsync(folder.Path, CancellationToken.None);
        Assert.True(schemas.Count > 0 && records.Count > 0 && commits.Acknowledged > 0);
        Assert.Empty(schemas.Conflicts);
        Assert.Empty(records.Conflicts);
        Assert.Empty(await schemas.FindLostAsync(server.Registry, CancellationToken.None));
        Assert.Empty(records.FindLost(server.Bootstrap));
        Assert.Null(await commits.FindLostAsync(server.Bootstrap));
    }

    /// <summary>
    /// Kills under load, as soon as registry, log and groups have acknowledged so much in this round.
    /// </summary>
    private static async Task RunUntilKilledAsync(
        string folder, Acknowledged acknowledged, int acknowledgedBeforeKill)
    {
        using var limit = new CancellationTokenSource(RoundLimit);
        await using var server = await ServerProcess.StartAsync(folder, limit.Token);
        var enoughSchemas = new Countdown(acknowledgedBeforeKill);
        var enoughRecords = new Countdown(acknowledgedBeforeKill);
        var enoughCommits = new Countdown(acknowledgedBeforeKill);
        var (registry, bootstrap, gone) = (server.Registry, server.Bootstrap, limit.Token);
        var load = Enumerable.Range(0, Registrars)
            .Select(_ => acknowledged.Schemas.RegisterUntilGoneAsync(registry, enoughSchemas.Signal, gone))
            .Concat(Enumerable.Range(0, Producers)
                .Select(_ => acknowledged.Records.ProduceUntilGoneAsync(bootstrap, enoughRecords.Signal, gone)))
            .Append(acknowledged.Commits.CommitUntilGoneAsync(bootstrap, enoughCommits.Signal, gone))
            .ToList();

        await Task.WhenAll(enoughSchemas.Reached, enoughRecords.Reached, enoughCommits.Reached).WaitAsync(gone);
        await server.KillAsync();
        await limit.CancelAsync();
        await Task.WhenAll(load);
    }

    private sealed record Acknowledged(
        AcknowledgedSchemas Schemas, AcknowledgedRecords Records, AcknowledgedCommits Commits);

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
