using SchemaRegistry.Formats.Protobuf.Linking.Checks;
using SchemaRegistry.Formats.Protobuf.Linking.Options;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Links files one after the other, each after those that it imports, into one space of names. Used by one thread.
/// After a problem nothing more can be linked in it.
/// </summary>
internal sealed class LinkSession
{
    private readonly ImportRule _rule;
    private readonly BuiltInFiles? _builtIns;
    private readonly SymbolTable _table;
    private readonly Dictionary<string, Func<ProtoParseResult>> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedFile?> _files = new(StringComparer.Ordinal);
    private string _root = "";

    /// <param name="rule">Which types files may use.</param>
    /// <param name="builtIns">The files that need no text; null while these are linked themselves.</param>
    public LinkSession(ImportRule rule, BuiltInFiles? builtIns)
    {
        _rule = rule;
        _builtIns = builtIns;
        _table = new SymbolTable(builtIns?.Table);
    }

    public SymbolTable Table => _table;

    /// <summary>The file that an import path means here, built-in or not; null when nothing imported it.</summary>
    public LinkedFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Why <see cref="Link(string)"/> gave nothing.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; private set; } = [];

    /// <summary>Adds a text that can be imported; the first of a path stays.</summary>
    public void AddText(string path, string text) => AddSource(path, () => ProtoParser.Parse(text));

    /// <summary>Adds a file that can be imported; the first of a path stays.</summary>
    public void AddFile(string path, ProtoFile element) => AddSource(path, () => new ProtoParseResult(element, []));

    /// <summary>Links a file whose text was added, and all that it imports; null after a problem.</summary>
    public LinkedFile? Link(string path)
    {
        if (_files.TryGetValue(path, out var linked))
            return linked;
        _root = path;
        return Parse(path) is { } element ? Link(path, element) : null;
    }

    /// <summary>Links a file and all that it imports; null after a problem.</summary>
    public LinkedFile? Link(string path, ProtoFile element)
    {
        _root = path;
        var open = new Stack<OpenFile>();
        Open(path, element, open);
        while (open.TryPeek(out var current))
        {
            if (current.NextImport() is not { } import)
            {
                open.Pop();
                if (!Finish(current))
                    return null;
            }
            else if (!Enter(import, current, open))
            {
                return null;
            }
        }

        return _files[path];
    }

    private void AddSource(string path, Func<ProtoParseResult> source)
    {
        if (_sources.TryAdd(path, source) && _builtIns?.Find(path) is not null)
            _table.Hide(path);
    }

    private void Open(string path, ProtoFile element, Stack<OpenFile> open)
    {
        // Null stands for a file that is not finished: to meet it again is a circle.
        _files[path] = null;
        open.Push(new OpenFile(path, element));
    }

    private bool Enter(ImportElement import, OpenFile current, Stack<OpenFile> open)
    {
        if (_files.TryGetValue(import.Path, out var known))
        {
            if (known is not null)
                return true;
            var circle = open.Reverse().Select(file => file.Path).SkipWhile(path => path != import.Path);
            var shown = circle.Take(ProtobufLimits.MaxShownImports).Append(import.Path);
            return Refuse(current, import, $"The file imports itself: {string.Join(" -> ", shown)}");
        }

        if (_sources.ContainsKey(import.Path))
        {
            if (_files.Count >= ProtobufLimits.MaxFiles)
            {
                return Refuse(
                    current, import, $"More than {ProtobufLimits.MaxFiles} files are imported (MaxFiles)");
            }

            if (Parse(import.Path) is not { } element)
                return false;
            Open(import.Path, element, open);
            return true;
        }

        if (_builtIns?.Find(import.Path) is not { } builtIn)
            return Refuse(current, import, ImportPaths.WhyNotFound(import.Path));
        return WhyNotLoaded(builtIn) is not { } problem || Refuse(current, import, problem);
    }

    /// <summary>Brings in a built-in file with those that it imports; null, or why that can not be.</summary>
    private string? WhyNotLoaded(LinkedFile builtIn)
    {
        foreach (var file in BuiltInFiles.WithImports(builtIn))
        {
            if (_sources.ContainsKey(file.Path))
                continue;
            _files.TryAdd(file.Path, file);
            if (_table.Load(file) is { } taken)
                return $"\"{file.Path}\" defines \"{taken.FullName}\", which \"{taken.File.Path}\" defines as well";
        }

        return null;
    }

    private ProtoFile? Parse(string path)
    {
        var result = _sources[path]();
        if (result.File is null)
            Report(path, result.Problems);
        return result.File;
    }

    private bool Finish(OpenFile current)
    {
        var problems = new LinkProblems();
        var file = new LinkedFile(current.Path, current.Element);
        AddImports(file, problems);
        LinkParts(file, problems);
        if (!problems.IsEmpty)
        {
            Report(file.Path, problems.InOrder());
            return false;
        }

        _files[file.Path] = file;
        return true;
    }

    private void AddImports(LinkedFile file, LinkProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var import in file.Element.MembersOf<ImportElement>())
        {
            if (!seen.Add(import.Path))
            {
                problems.Add(import.Place, $"Import \"{import.Path}\" is listed twice");
                continue;
            }

            AddImport(file, new LinkedImport(_files[import.Path]!, import.Kind, import.Place));
        }
    }

    private static void AddImport(LinkedFile file, LinkedImport import)
    {
        var proto = file.Descriptor;
        file.Imports.Add(import);
        if (import.Kind == ImportKind.Option)
        {
            proto.OptionDependency.Add(import.File.Path);
            return;
        }

        if (import.Kind == ImportKind.Public)
            proto.PublicDependency.Add(proto.Dependency.Count);
        else if (import.Kind == ImportKind.Weak)
            proto.WeakDependency.Add(proto.Dependency.Count);
        proto.Dependency.Add(import.File.Path);
    }

    /// <summary>
    /// 1. Names and descriptors. 2. Types and defaults. 3. Standard options, then features, on which the encoding of
    /// the rest depends. 4. Custom options. 5. All rules that need the whole file.
    /// </summary>
    private void LinkParts(LinkedFile file, LinkProblems problems)
    {
        new FileBuilder(file, _table, problems).Build();
        var scope = new NameScope(file, _table, _rule);
        new TypeLinker(file, scope, _table, problems).Link();
        if (scope.IsTooLarge)
        {
            problems.Add(
                default(TextPlace),
                $"Public imports hand on more than {ProtobufLimits.MaxPublicImports} files (MaxPublicImports)");
        }

        if (!problems.IsEmpty)
        {
            new MessageChecks(file, problems).Check();
            return;
        }

        var options = new OptionInterpreter(file, scope, _table, problems);
        options.InterpretStandard();
        new FeatureResolver(file, problems).Resolve();
        if (problems.IsEmpty)
            options.InterpretCustom();
        DefaultValues.Link(file, problems);
        FileChecks.Check(file, problems);
        AddMissingImports(file, scope, problems);
    }

    private void AddMissingImports(LinkedFile file, NameScope scope, LinkProblems problems)
    {
        foreach (var missing in scope.MissingImports)
        {
            if (_builtIns?.Find(missing.Path) == missing && WhyNotLoaded(missing) is { } problem)
                problems.Add(default(TextPlace), problem);
            AddImport(file, new LinkedImport(missing, ImportKind.Plain, default));
        }
    }

    private bool Refuse(OpenFile current, ImportElement import, string message)
    {
        Report(current.Path, [new SchemaProblem(message, "", import.Place.Line, import.Place.Column)]);
        return false;
    }

    private void Report(string path, IReadOnlyList<SchemaProblem> problems) =>
        Problems = path == _root ? problems : [.. problems.Select(problem => InReference(problem, path))];

    private static SchemaProblem InReference(SchemaProblem problem, string path) =>
        problem with { Message = $"In the reference {path}: {problem.Message}" };

    /// <summary>A file whose imports are being linked.</summary>
    private sealed class OpenFile(string path, ProtoFile element)
    {
        private readonly IEnumerator<ImportElement> _imports = element.MembersOf<ImportElement>().GetEnumerator();

        public string Path { get; } = path;

        public ProtoFile Element { get; } = element;

        public ImportElement? NextImport() => _imports.MoveNext() ? _imports.Current : null;
    }
}
