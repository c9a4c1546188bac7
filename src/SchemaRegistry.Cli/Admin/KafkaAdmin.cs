using Confluent.Kafka;

namespace SchemaRegistry.Cli.Admin;

/// <summary>
/// The administration of a Kafka. Every question is waited for at most <see cref="Timeout"/>, and ends with a line for
/// the person who asked when nobody answers.
/// </summary>
internal sealed class KafkaAdmin : IDisposable
{
    public static readonly TimeSpan Timeout = CliLimits.BrokerTimeout;

    private readonly string _bootstrap;
    private readonly IAdminClient _client;

    /// <summary>Why the last connection failed; written by the client's own thread.</summary>
    private volatile string? _lastProblem;

    private KafkaAdmin(string bootstrap)
    {
        _bootstrap = bootstrap;
        var config = new AdminClientConfig { BootstrapServers = bootstrap, ClientId = "schema-registry" };
        _client = new AdminClientBuilder(config)
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => Remember(error))
            .Build();
    }

    /// <param name="bootstrap">HOST:PORT, several with commas.</param>
    public static KafkaAdmin Open(string bootstrap)
    {
        if (bootstrap.Split(',').Any(address => address.Trim() is "" or [':', ..]))
        {
            throw new CommandException(
                $"--bootstrap is '{bootstrap}'; it must be HOST:PORT, several with commas.", CommandException.CanNotTell);
        }

        return new KafkaAdmin(bootstrap);
    }

    /// <exception cref="CommandException">Nobody answered, or not to this question.</exception>
    /// <exception cref="KafkaException">The answer was no; the caller knows what that means.</exception>
    public async Task<T> AskAsync<T>(Func<IAdminClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(_client).WaitAsync(cancellationToken);
        }
        catch (KafkaException e) when (AdminErrors.IsSilence(e.Error.Code))
        {
            throw NoAnswer(e.Error);
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_UnsupportedFeature)
        {
            throw new CommandException(
                $"The Kafka at {_bootstrap} can not do this: {e.Error.Reason}.", CommandException.CanNotTell);
        }
    }

    public Task AskAsync(Func<IAdminClient, Task> ask, CancellationToken cancellationToken) => AskAsync(
        async client =>
        {
            await ask(client);
            return true;
        },
        cancellationToken);

    public CommandException NoAnswer(Error error) => new(
        $"No answer from Kafka at {_bootstrap} within {Timeout.TotalSeconds:0} s ({_lastProblem ?? error.Reason}).",
        CommandException.CanNotTell);

    public void Dispose() => _client.Dispose();

    private void Remember(Error error)
    {
        // "All brokers are down" follows the reason and says less.
        if (error.Code != ErrorCode.Local_AllBrokersDown)
            _lastProblem = error.Reason;
    }
}
