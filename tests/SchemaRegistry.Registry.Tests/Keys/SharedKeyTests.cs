using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using static SchemaRegistry.Registry.Tests.Keys.TestKeys;

namespace SchemaRegistry.Registry.Tests.Keys;

/// <summary>Keys that the registry makes and opens itself, through a KMS that does not always do its part.</summary>
public sealed class SharedKeyTests : IDisposable
{
    private readonly ControlledKms _kms = new();
    private readonly OpenRegistry _registry;

    public SharedKeyTests() => _registry = Open(_kms);

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Under_a_shared_KEK_the_key_is_made_here_and_given_out_in_clear()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));

        var made = await _registry.CreateAsync("k", Dek("s"));
        var read = await GetAsync("s");

        Assert.Equal(34, Convert.FromBase64String(made.KeyMaterial!).Length);
        Assert.Equal(made.KeyMaterial, read.KeyMaterial);
        Assert.Equal(12 + 34 + 16, Convert.FromBase64String(read.Key.EncryptedKeyMaterial).Length);
        Assert.DoesNotContain(made.KeyMaterial!, made.ToString());
    }

    [Fact]
    public async Task A_KEK_that_is_shared_later_opens_what_clients_put_under_it()
    {
        var wrapped = await new LocalKeyManagement("secret").WrapAsync(
            new KmsKey("id", KeyEncryptionKey.NoProps), new byte[] { 5 }, None);
        await _registry.CreateAsync(Kek("k"));
        await _registry.CreateAsync("k", Dek("s", Convert.ToBase64String(wrapped)));
        Assert.Null((await GetAsync("s")).KeyMaterial);

        await _registry.KeyWriter.UpdateKekAsync("k", kek => kek with { IsShared = true }, testSharing: true, None);

        Assert.Equal(Convert.ToBase64String([5]), (await GetAsync("s")).KeyMaterial);
        Assert.Equal(1, _kms.Wraps);
    }

    [Fact]
    public async Task Material_that_was_sent_is_kept_when_the_KMS_can_open_it()
    {
        var wrapped = Convert.ToBase64String(await new LocalKeyManagement("secret").WrapAsync(
            new KmsKey("id", KeyEncryptionKey.NoProps), new byte[] { 5 }, None));
        await _registry.CreateAsync(Kek("k", isShared: true));

        var made = await _registry.CreateAsync("k", Dek("s", wrapped));

        Assert.Equal((wrapped, "BQ=="), (made.Key.EncryptedKeyMaterial, made.KeyMaterial));
        await AssertRefused(RegistryErrorCode.KeyExists, _registry.CreateAsync("k", Dek("s", wrapped, isRewrap: true)));
        await AssertRefused(RegistryErrorCode.InvalidKeyField, _registry.CreateAsync("k", Dek("t", "no base64!")));
        await AssertRefused(RegistryErrorCode.KeyUnwrapFailed, _registry.CreateAsync("k", Dek("t", "AAAA")));
        Assert.Single(_registry.KeyReader.ListSubjects("k", DeletedVersions.Included));
    }

    [Fact]
    public async Task Wrapping_anew_keeps_the_key_and_changes_what_is_stored()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        var before = await _registry.CreateAsync("k", Dek("s"));

        await AssertRefused(RegistryErrorCode.KeyExists, _registry.CreateAsync("k", Dek("s")));
        var after = await _registry.CreateAsync("k", Dek("s", isRewrap: true));

        Assert.Equal(before.KeyMaterial, after.KeyMaterial);
        Assert.NotEqual(before.Key.EncryptedKeyMaterial, after.Key.EncryptedKeyMaterial);
        Assert.Equal(after.Key.EncryptedKeyMaterial, (await GetAsync("s")).Key.EncryptedKeyMaterial);
    }

    [Fact]
    public async Task In_the_mode_IMPORT_no_key_is_given_out_and_copies_are_taken_unopened()
    {
        await _registry.Writer.SetModeAsync(QualifiedSubject.Global, RegistryMode.Import, force: false, None);
        await _registry.CreateAsync(Kek("k", isShared: true));

        Assert.Null((await _registry.CreateAsync("k", Dek("made"))).KeyMaterial);
        Assert.Null((await _registry.CreateAsync("k", Dek("copied", "AAAA"))).KeyMaterial);
        Assert.Equal(0, _kms.Unwraps);
    }

    [Theory]
    [InlineData(KmsFailure.Failed, RegistryErrorCode.KeyWrapFailed, RegistryErrorCode.KeyUnwrapFailed)]
    [InlineData(KmsFailure.Denied, RegistryErrorCode.KeyWrapDenied, RegistryErrorCode.KeyUnwrapDenied)]
    public async Task A_failure_of_the_KMS_is_told_and_leaves_nothing_behind(
        KmsFailure failure, RegistryErrorCode onWrap, RegistryErrorCode onUnwrap)
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        await _registry.CreateAsync("k", Dek("there"));
        _kms.Failure = new KeyManagementException("out of order", failure);
        var sequence = _registry.Reader.Sequence;

        var refusal = await RefusalOf(_registry.CreateAsync("k", Dek("s")));
        await AssertRefused(onUnwrap, _registry.CreateAsync("k", Dek("there", isRewrap: true)));
        await AssertRefused(onUnwrap, GetAsync("there"));
        await AssertRefused(onWrap, _registry.KeyWriter.TestKekAsync("k", None));
        await AssertRefused(onWrap, _registry.KeyWriter.CreateKekAsync(Kek("k2", isShared: true), testSharing: true, None));
        await AssertRefused(onWrap, _registry.KeyWriter.UpdateKekAsync(
            "k", kek => kek with { Doc = "new" }, testSharing: true, None));

        Assert.Equal((onWrap, "s", "out of order"), (refusal.Code, refusal.Text, refusal.Details.Single()));
        Assert.Equal(sequence, _registry.Reader.Sequence);
        Assert.Equal(["k"], _registry.KeyReader.ListKeks([], DeletedVersions.Included));
        Assert.Equal("there", _registry.KeyReader.ListSubjects("k", DeletedVersions.Included).Single().Name);
    }

    [Fact]
    public async Task What_a_KMS_throws_against_its_word_is_told_without_its_words()
    {
        var log = new RecordedLog();
        using var registry = Open(_kms, loggers: log);
        await registry.CreateAsync(Kek("k", isShared: true));
        _kms.Failure = new InvalidOperationException("password=hunter2");

        var refusal = await RefusalOf(registry.CreateAsync("k", Dek("s")));

        Assert.Equal(RegistryErrorCode.KeyWrapFailed, refusal.Code);
        Assert.Contains("InvalidOperationException", refusal.Details.Single());
        Assert.Contains("k (test-kms) could not encrypt a key for s", log.Lines.Single());
        Assert.DoesNotContain("hunter2", refusal.Details.Single() + log.Lines.Single());
    }

    [Fact]
    public async Task A_KMS_that_gives_up_by_itself_is_not_taken_for_one_that_is_slow()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        _kms.Failure = new TaskCanceledException("the socket");

        var refusal = await RefusalOf(_registry.CreateAsync("k", Dek("s")));

        Assert.Contains("TaskCanceledException", refusal.Details.Single());
    }

    [Fact]
    public async Task A_type_without_a_KMS_is_told_with_those_that_there_are()
    {
        await _registry.CreateAsync(new KekDraft { Name = "k", KmsType = "aws", KmsKeyId = "arn", IsShared = true });

        var refusal = await RefusalOf(_registry.CreateAsync("k", Dek("s")));

        Assert.Contains("'aws-kms'", refusal.Details.Single());
        Assert.Contains("test-kms", refusal.Details.Single());
    }

    [Fact]
    public async Task A_KMS_that_does_not_answer_is_given_up_and_other_writes_go_on_meanwhile()
    {
        var time = new FakeTimeProvider();
        var never = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        using var registry = Open(_kms, time: time);
        await registry.CreateAsync(Kek("k", isShared: true));
        _kms.Before = () =>
        {
            asked.TrySetResult();
            return never.Task;
        };

        var slow = registry.CreateAsync("k", Dek("s"));
        await asked.Task;
        await registry.CreateAsync(Kek("other"));
        Assert.False(slow.IsCompleted);
        time.Advance(RegistryLimits.KmsTimeout);
        var refusal = await RefusalOf(slow);

        Assert.Contains("no answer in 30 s", refusal.Details.Single());
        Assert.Empty(registry.KeyReader.ListSubjects("k", DeletedVersions.Included));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_wait_for_the_KMS()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        using var aborted = new CancellationTokenSource();
        _kms.Before = () =>
        {
            aborted.Cancel();
            return new TaskCompletionSource().Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _registry.KeyWriter.CreateDekAsync("k", Dek("s"), aborted.Token));
        Assert.Empty(_registry.KeyReader.ListSubjects("k", DeletedVersions.Included));
    }

    [Fact]
    public async Task Of_two_that_create_the_same_key_at_once_one_gets_it_and_the_other_is_told()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        MeetInKms(2);

        var both = new[] { _registry.CreateAsync("k", Dek("s")), _registry.CreateAsync("k", Dek("s")) };
        var refused = await Assert.ThrowsAsync<RegistryException>(() => Task.WhenAll(both));
        var made = await both.Single(task => task.IsCompletedSuccessfully);

        Assert.Equal(RegistryErrorCode.KeyExists, refused.Code);
        Assert.Equal(made.KeyMaterial, (await GetAsync("s")).KeyMaterial);
    }

    [Fact]
    public async Task A_key_that_was_made_for_a_KEK_that_changed_meanwhile_is_made_anew()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        var first = true;
        _kms.Before = async () =>
        {
            if (!first)
                return;
            first = false;
            await _registry.KeyWriter.UpdateKekAsync("k", kek => kek with { Doc = "new" }, testSharing: false, None);
        };

        await _registry.CreateAsync("k", Dek("s"));

        Assert.Equal(2, _kms.Wraps);
    }

    [Fact]
    public async Task A_KEK_that_is_gone_meanwhile_takes_no_key()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        _kms.Before = () => _registry.KeyWriter.DeleteKekAsync("k", DeleteKind.Soft, None);

        await AssertRefused(RegistryErrorCode.KeyNotFound, _registry.CreateAsync("k", Dek("s")));
        Assert.Empty(_registry.KeyReader.ListSubjects("k", DeletedVersions.Included));
    }

    [Fact]
    public async Task A_key_that_never_holds_still_is_given_up()
    {
        await _registry.CreateAsync(Kek("k", isShared: true));
        var count = 0;
        _kms.Before = () => _registry.KeyWriter.UpdateKekAsync(
            "k", kek => kek with { Doc = $"{++count}" }, testSharing: false, None);

        await AssertRefused(RegistryErrorCode.KeyBusy, _registry.CreateAsync("k", Dek("s")));
        Assert.Equal(RegistryLimits.MaxKeyPreparations, _kms.Wraps);
    }

    /// <summary>Lets calls go on when so many have come; later ones go on at once.</summary>
    private void MeetInKms(int count)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var here = 0;
        _kms.Before = () =>
        {
            if (Interlocked.Increment(ref here) >= count)
                met.TrySetResult();
            return met.Task;
        };
    }

    private Task<OpenedDek> GetAsync(string subject) =>
        _registry.KeyReader.GetDekAsync("k", At(subject), DeletedVersions.Excluded, None);

    private static async Task AssertRefused(RegistryErrorCode code, Task task) =>
        Assert.Equal(code, (await RefusalOf(task)).Code);

    private sealed class RecordedLog : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
