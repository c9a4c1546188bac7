using System.Runtime;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Formats;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>A registry over its store: loads the history, then reads and writes. Owns the store.</summary>
public sealed class OpenRegistry : IDisposable
{
    private readonly IRegistryStore _store;
    private readonly WriteGate _gate;

    private OpenRegistry(IRegistryStore store, RegistryScope scope, WriteGate gate, KeyWrapping wrapping)
    {
        _store = store;
        _gate = gate;
        Reader = new RegistryReader(scope);
        Writer = new RegistryWriter(scope, gate);
        AssociationReader = new AssociationReader(scope);
        AssociationWriter = new AssociationWriter(scope, gate);
        Changes = new ChangeFeed(scope.State, store, scope.Time);
        KeyReader = new KeyReader(scope.State, wrapping);
        KeyWriter = new KeyWriter(scope, gate, wrapping);
    }

    public RegistryReader Reader { get; }

    public RegistryWriter Writer { get; }

    public AssociationReader AssociationReader { get; }

    public AssociationWriter AssociationWriter { get; }

    public ChangeFeed Changes { get; }

    public KeyReader KeyReader { get; }

    public KeyWriter KeyWriter { get; }

    /// <exception cref="IOException">The store can not be read.</exception>
    public static OpenRegistry Open(
        IRegistryStore store, IReadOnlyList<SchemaLanguage> languages, RegistryOptions options,
            RegistrySurroundings surroundings)
    {
        var state = new PublishedState();
        var nextContentId = ReplayQuickly(store, state);
        var library = new SchemaLibrary(languages, new SchemaTexts(store), options.HasStrictReferences);
        var scope = new RegistryScope(state, library, options, surroundings.Time);
        var gate = new WriteGate(scope, store, nextContentId, surroundings.Loggers.CreateLogger<OpenRegistry>());
        var wrapping = new KeyWrapping(
            surroundings.KeyManagement, surroundings.Time, surroundings.Loggers.CreateLogger<KeyWrapping>());
        return new OpenRegistry(store, scope, gate, wrapping);
    }

    /// <summary>Finishes the writes that are queued, and closes the store.</summary>
    public void Dispose()
    {
        _gate.Dispose();
        _store.Dispose();
    }

    /// <summary>
    /// Most of what a replay allocates stays, and nobody waits for an answer meanwhile: the work with which the
    /// collector keeps pauses short would be wasted.
    /// </summary>
    private static long ReplayQuickly(IRegistryStore store, PublishedState state)
    {
        var mode = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        try
        {
            return Replay(store, state);
        }
        finally
        {
            GCSettings.LatencyMode = mode;
        }
    }

    private static long Replay(IRegistryStore store, PublishedState state)
    {
        var history = store.Load();
        using var contents = new ContentTable(history.Contents);
        using var changes = new ReadAhead<RegistryChange>(history.Changes, "changes");
        foreach (var change in changes)
        {
            if (change.Sequence != state.Sequence + 1)
                throw new IOException($"The history has change {change.Sequence} after {state.Sequence}: a change is missing.");
            var content = change.ContentId == 0 ? null : contents.Find(change.ContentId);
            if (change.Kind == ChangeKind.VersionAdded && content is null)
                throw new IOException($"Change {change.Sequence} has content {change.ContentId}, which is missing.");
            StateTransition.Apply(state, change, content);
            state.Sequence = change.Sequence;
        }

        return contents.ReadToEnd();
    }
}

/// <summary>
/// What a registry takes from whoever opens it: the clock, the loggers, and the systems that hold keys.
/// </summary>
public sealed record RegistrySurroundings(TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>One for each type, asked for the keys that are shared with the registry.</summary>
    public IReadOnlyList<IKeyManagementSystem> KeyManagement { get; init; } = [];
}
