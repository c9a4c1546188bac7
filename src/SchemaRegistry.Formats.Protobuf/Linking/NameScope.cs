using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Resolves names as one file may use them: the innermost scope first, and only what the file defines or imports,
/// directly or by public imports of its imports.
/// </summary>
internal sealed class NameScope
{
    private readonly LinkedFile _file;
    private readonly SymbolTable _table;
    private readonly ImportRule _rule;
    private readonly HashSet<LinkedFile> _visible = [];
    private readonly HashSet<LinkedFile> _visibleToOptions = [];
    private readonly HashSet<string> _packages = new(StringComparer.Ordinal);
    private bool _knowsPublicImports;
    private LinkedFile? _notImported;
    private string? _resolvedTo;

    public NameScope(LinkedFile file, SymbolTable table, ImportRule rule)
    {
        _file = file;
        _table = table;
        _rule = rule;
        See(file, _visible);
        foreach (var import in file.Imports)
            See(import.File, import.Kind == ImportKind.Option ? _visibleToOptions : _visible);
    }

    /// <summary>
    /// Whether public imports hand on more files than may be looked at; then names that come by them are not found.
    /// </summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Files whose types are used though nothing imports them, in the order of their first use.</summary>
    public List<LinkedFile> MissingImports { get; } = [];

    /// <summary>
    /// What <paramref name="name"/> means at the thing with the full name <paramref name="at"/>, or null; then
    /// <see cref="WhyNotFound"/> says why.
    /// </summary>
    public Symbol? Find(string name, string at, LookupKind kind)
    {
        _notImported = null;
        _resolvedTo = null;
        if (name.StartsWith('.'))
            return Get(name[1..], kind);

        var firstLength = name.IndexOf('.') is >= 0 and var dot ? dot : name.Length;
        var first = name[..firstLength];
        for (var end = at.LastIndexOf('.'); end > 0; end = at.LastIndexOf('.', end - 1))
        {
            var prefix = at[..(end + 1)];
            if (Get(prefix + first, kind) is not { } found)
                continue;
            if (firstLength == name.Length)
            {
                if (kind != LookupKind.Type || found.IsType)
                    return found;
            }
            else if (found.IsScope)
            {
                var whole = prefix + name;
                var result = Get(whole, kind);
                _resolvedTo = result is null ? whole : null;
                return result;
            }
        }

        return Get(name, kind);
    }

    /// <summary>Why the last call of <see cref="Find"/> found nothing.</summary>
    public string WhyNotFound(string name)
    {
        if (_notImported is not null)
        {
            return $"\"{name}\" seems to be defined in \"{_notImported.Path}\", "
                + $"which \"{_file.Path}\" does not import; add the import";
        }

        return _resolvedTo is null
            ? $"\"{name}\" is not defined"
            : $"\"{name}\" is resolved to \"{_resolvedTo}\", which is not defined; the innermost scope is searched "
                + $"first, write \".{name}\" to start from the outermost one";
    }

    private void See(LinkedFile file, HashSet<LinkedFile> seen)
    {
        if (!seen.Add(file))
            return;
        for (var end = file.Package.Length; end > 0; end = file.Package.LastIndexOf('.', end - 1))
            _packages.Add(file.Package[..end]);
    }

    /// <summary>
    /// Looks for what imports hand on, when a name is found in no direct import for the first time: of a long chain of
    /// public imports every file would look through the rest.
    /// </summary>
    private void SeePublicImports()
    {
        _knowsPublicImports = true;
        SeePublicImports(_visible);
        SeePublicImports(_visibleToOptions);
    }

    private void SeePublicImports(HashSet<LinkedFile> seen)
    {
        var waiting = new Stack<LinkedFile>(seen.Where(file => file != _file));
        while (waiting.TryPop(out var next))
        {
            foreach (var import in next.Imports)
            {
                if (import.Kind != ImportKind.Public || seen.Contains(import.File))
                    continue;
                IsTooLarge |= !_table.CountSeenFile();
                if (IsTooLarge)
                    return;
                See(import.File, seen);
                waiting.Push(import.File);
            }
        }
    }

    private Symbol? Get(string fullName, LookupKind kind)
    {
        if (_table.Find(fullName) is not { } symbol)
            return null;
        if (IsVisible(symbol, kind))
            return symbol;
        if (!_knowsPublicImports)
        {
            SeePublicImports();
            if (IsVisible(symbol, kind))
                return symbol;
        }

        if (symbol is PackageSymbol)
            return _rule == ImportRule.Registry ? symbol : null;

        if (_rule == ImportRule.Protoc)
        {
            _notImported = symbol.File;
            return null;
        }

        _visible.Add(symbol.File);
        MissingImports.Add(symbol.File);
        return symbol;
    }

    private bool IsVisible(Symbol symbol, LookupKind kind) => symbol is PackageSymbol
        ? _packages.Contains(symbol.FullName)
        : _visible.Contains(symbol.File) || (kind == LookupKind.Option && _visibleToOptions.Contains(symbol.File));
}

/// <summary>What a name is looked up for.</summary>
internal enum LookupKind
{
    /// <summary>A message or an enum; anything else in its way is passed over.</summary>
    Type,

    /// <summary>Whatever has the name.</summary>
    Any,

    /// <summary>Whatever has the name, also in files that are imported for their options only.</summary>
    Option,
}
