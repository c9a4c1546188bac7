using System.Collections.Concurrent;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// Entries by context and id, in pages of columns: ids follow each other, and nearly all have one holder for ever. An
/// id costs 20 bytes and no object that way; a dictionary of entries cost 120 and kept the collector busy at every
/// start. Read by any thread, written by one at a time.
/// </summary>
internal sealed class IdMap
{
    /// <summary>Small, since copied registries may have ids with gaps: a lone id costs a page.</summary>
    private const int PageSize = 64;

    private readonly ConcurrentDictionary<(string Context, int Number), Page> _pages = [];

    public IdEntry? Find(string context, int id) =>
        id >= 0 && _pages.TryGetValue((context, id / PageSize), out var page)
            ? page.Find(context, id % PageSize)
            : null;

    public void Set(string context, int id, IdEntry? entry)
    {
        var key = (context, id / PageSize);
        if (!_pages.TryGetValue(key, out var page))
        {
            if (entry is null)
                return;
            page = new Page();
            _pages[key] = page;
        }

        page.Set(context, id % PageSize, entry);
    }

    private sealed class Page
    {
        private static readonly IdEntry Removed = new(null!, default(SchemaHolder));

        private readonly SchemaContent?[] _contents = new SchemaContent?[PageSize];
        private readonly string[] _names = new string[PageSize];
        private readonly int[] _versions = new int[PageSize];

        /// <summary>
        /// What holds instead of the columns, which are written once, content last: a reader would otherwise see one
        /// entry's name with another one's version.
        /// </summary>
        private IdEntry?[]? _changed;

        public IdEntry? Find(string context, int place)
        {
            if (Volatile.Read(ref _changed) is { } changed && Volatile.Read(ref changed[place]) is { } entry)
                return entry == Removed ? null : entry;
            if (Volatile.Read(ref _contents[place]) is not { } content)
                return null;
            var subject = new QualifiedSubject(context, _names[place]);
            return new IdEntry(content, new SchemaHolder(subject, _versions[place]));
        }

        public void Set(string context, int place, IdEntry? entry)
        {
            var isFresh = _contents[place] is null && _changed?[place] is null;
            if (isFresh && entry?.OnlyHolder is { } only && only.Subject.Context == context)
            {
                _names[place] = only.Subject.Name;
                _versions[place] = only.Version;
                Volatile.Write(ref _contents[place], entry.Content);
            }
            else if (!isFresh || entry is not null)
            {
                var changed = _changed ?? new IdEntry?[PageSize];
                Volatile.Write(ref changed[place], entry ?? Removed);
                Volatile.Write(ref _changed, changed);
            }
        }
    }
}
