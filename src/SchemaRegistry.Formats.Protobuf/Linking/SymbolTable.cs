using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// All full names of the files that are linked together, over those of the built-in files. A built-in file takes part
/// in the rule that names are unique only when some file imports it.
/// </summary>
internal sealed class SymbolTable(SymbolTable? builtIns)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Extended, int Number), FieldSymbol> _extensions = [];
    private readonly HashSet<string> _hiddenBuiltIns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loadedBuiltIns = new(StringComparer.Ordinal);
    private long _nameCharacters;
    private int _seenFiles;

    /// <summary>Counts a full name towards the bound of all of them; false when it is reached.</summary>
    public bool Count(string fullName) => (_nameCharacters += fullName.Length) <= ProtobufLimits.MaxNameCharacters;

    /// <summary>Counts a file that is seen by a public import of another; false when the bound is reached.</summary>
    public bool CountSeenFile() => ++_seenFiles <= ProtobufLimits.MaxPublicImports;

    /// <summary>Adds the symbol, or returns the one that has its name already.</summary>
    public Symbol? Add(Symbol symbol)
    {
        if (FindLoaded(symbol.FullName) is { } existing)
            return existing;
        _symbols.Add(symbol.FullName, symbol);
        return null;
    }

    /// <summary>Adds a package or finds it; returns the symbol in its way when that is none.</summary>
    public Symbol? AddPackage(string name, LinkedFile file)
    {
        for (var end = 0; end >= 0 && name.Length > 0;)
        {
            end = name.IndexOf('.', end + 1);
            var prefix = end < 0 ? name : name[..end];
            switch (FindLoaded(prefix))
            {
                case null:
                    _symbols.Add(prefix, new PackageSymbol(prefix, file, file.Element.Package!.Place));
                    break;
                case not PackageSymbol and { } existing:
                    return existing;
            }
        }

        return null;
    }

    /// <summary>Adds an extension, or returns the one that has its number already.</summary>
    public FieldSymbol? AddExtension(FieldSymbol extension)
    {
        var key = (extension.Container!.FullName, extension.Number);
        if (FindExtension(key) is { } existing)
            return existing;
        _extensions.Add(key, extension);
        return null;
    }

    /// <summary>The extension with a number of the message with a full name, or null.</summary>
    public FieldSymbol? FindExtension((string Extended, int Number) key)
    {
        if (_extensions.TryGetValue(key, out var own))
            return own;
        return builtIns?.FindExtension(key) is { } builtIn && _loadedBuiltIns.Contains(builtIn.File.Path)
            ? builtIn
            : null;
    }

    /// <summary>The symbol of a full name, also one of a built-in file that nothing imports.</summary>
    public Symbol? Find(string fullName)
    {
        if (_symbols.TryGetValue(fullName, out var own))
            return own;
        return builtIns?.Find(fullName) is { } builtIn && !_hiddenBuiltIns.Contains(builtIn.File.Path)
            ? builtIn
            : null;
    }

    /// <summary>
    /// The message that holds options of one kind: that of a file which takes the place of the built-in one, when it is
    /// linked.
    /// </summary>
    public MessageSymbol? FindOptions(string fullName) =>
        (_symbols.GetValueOrDefault(fullName) ?? builtIns?.Find(fullName)) as MessageSymbol;

    /// <summary>Says that a file has the path of a built-in one and takes its place.</summary>
    public void Hide(string builtInPath) => _hiddenBuiltIns.Add(builtInPath);

    /// <summary>
    /// Says that a built-in file is imported; returns what is here already and has a name that the file needs, or null.
    /// </summary>
    public Symbol? Load(LinkedFile builtIn)
    {
        if (!_loadedBuiltIns.Add(builtIn.Path))
            return null;
        foreach (var symbol in builtIn.Symbols)
        {
            if (_symbols.TryGetValue(symbol.FullName, out var existing))
                return existing;
        }

        for (var end = builtIn.Package.Length; end > 0; end = builtIn.Package.LastIndexOf('.', end - 1))
        {
            if (_symbols.GetValueOrDefault(builtIn.Package[..end]) is not (null or PackageSymbol) and { } existing)
                return existing;
        }

        return null;
    }

    private Symbol? FindLoaded(string fullName)
    {
        if (_symbols.TryGetValue(fullName, out var own))
            return own;
        if (builtIns is null || !builtIns._symbols.TryGetValue(fullName, out var builtIn))
            return null;
        return _loadedBuiltIns.Contains(builtIn.File.Path) ? builtIn : null;
    }
}
