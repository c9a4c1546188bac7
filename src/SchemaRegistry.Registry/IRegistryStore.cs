using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// Where the history is kept. Committing and reading block on the disk: <see cref="Commit"/> is called by the gate's
/// own thread only, <see cref="ReadText"/> and <see cref="ReadChanges"/> by any.
/// </summary>
public interface IRegistryStore : IDisposable
{
    /// <summary>
    /// All contents without their texts, by ascending id, and all changes in order; each is read as it is asked for,
    /// the two by a thread each. Called once, before anything else.
    /// </summary>
    /// <exception cref="IOException">The history can not be read; also while it is.</exception>
    RegistryHistory Load();

    /// <summary>Stores all or nothing; durable when it returns.</summary>
    /// <exception cref="IOException">Nothing was stored.</exception>
    void Commit(IReadOnlyList<NewContent> contents, IReadOnlyList<RegistryChange> changes);

    /// <summary>The text of a content that was stored.</summary>
    /// <exception cref="IOException">The text can not be read.</exception>
    string ReadText(long contentId);

    /// <summary>
    /// The stored changes that follow a sequence number, dense and ascending, at most <paramref name="limit"/>; the page
    /// ends early behind the change with which the bodies are longer than
    /// <see cref="RegistryLimits.MaxChangePageCharacters"/>.
    /// </summary>
    /// <exception cref="IOException">The changes can not be read.</exception>
    IReadOnlyList<RecordedChange> ReadChanges(long after, int limit);
}

/// <summary>What a store holds when it is opened. Each is read once.</summary>
public sealed record RegistryHistory(IEnumerable<SchemaContent> Contents, IEnumerable<RegistryChange> Changes);
