using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// Reads a file of cases. A line is one of these, and goes on in lines that begin with a blank:
/// <code>
/// ### title                            begins a case
/// # remark
/// let NAME = text                      $NAME stands for the text from here on (before the first case: in all)
/// @ name=value                         a setting of the server, for this case
/// for NAME 1..10                       repeats the next exchange
/// METHOD target [body]                 a request; in bodies `text` is a JSON string, and alone {"schema":text},
///                                      with a language before it also {"schemaType":language}
/// + Name: value                        a header of the request before it, or of the answer after the arrow
/// -> STATUS [pattern]                  the answer, see <see cref="ExpectedAnswer"/>
/// -> !CODE [message | ~part ~part]     an error
/// </code>
/// </summary>
internal sealed partial class ScriptFile
{
    private readonly string _name;
    private readonly List<ScriptCase> _cases = [];
    private readonly Dictionary<string, string> _shared = [];

    private string? _title;
    private Dictionary<string, string> _settings = [];
    private Dictionary<string, string> _texts = [];
    private List<ScriptExchange> _exchanges = [];
    private ScriptExchange? _open;
    private ScriptLoop? _loop;

    private ScriptFile(string name) => _name = name;

    public static IReadOnlyList<ScriptCase> Read(string name)
    {
        var file = new ScriptFile(name);
        var path = Repository.File($"tests/SchemaRegistry.Registry.Tests/Http/Scripts/{name}");
        foreach (var (line, text) in LogicalLines(File.ReadAllLines(path)))
            file.Take(line, text);
        file.EndCase();
        return file._cases;
    }

    private static IEnumerable<(int Line, string Text)> LogicalLines(string[] lines)
    {
        var text = new StringBuilder();
        var start = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].TrimEnd();
            if (line.StartsWith(' '))
            {
                text.Append(' ').Append(line.TrimStart());
                continue;
            }

            if (text.Length > 0)
                yield return (start, text.ToString());
            text.Clear().Append(line.StartsWith('#') && !line.StartsWith("###", StringComparison.Ordinal) ? "" : line);
            start = index + 1;
        }

        if (text.Length > 0)
            yield return (start, text.ToString());
    }

    private void Take(int line, string text)
    {
        if (text.StartsWith("### ", StringComparison.Ordinal))
            BeginCase(text[4..]);
        else if (Definition().Match(text) is { Success: true } definition)
            Define(definition.Groups[1].Value, definition.Groups[2].Value);
        else if (Setting().Match(text) is { Success: true } setting)
            _settings[setting.Groups[1].Value] = setting.Groups[2].Value;
        else if (Loop().Match(text) is { Success: true } loop)
            _loop = new ScriptLoop(loop.Groups[1].Value, Number(loop.Groups[2]), Number(loop.Groups[3]));
        else if (Header().Match(text) is { Success: true } header && _open is not null)
            AddHeader(new(header.Groups[1].Value, header.Groups[2].Value));
        else if (text.StartsWith("-> ", StringComparison.Ordinal) && _open is { Expected: "" })
            _open = _open with { Expected = text[3..] };
        else if (Request().Match(text) is { Success: true } request && _title is not null)
            BeginExchange(line, request);
        else
            throw new FormatException($"{_name}:{line}: this is no line of a script: {text}");
    }

    private void BeginCase(string title)
    {
        EndCase();
        (_title, _settings, _texts, _exchanges) = (title, [], new Dictionary<string, string>(_shared), []);
    }

    private void EndCase()
    {
        EndExchange();
        if (_title is not null)
            _cases.Add(new ScriptCase(_name, _title, _settings, _texts, _exchanges));
    }

    private void Define(string name, string text)
    {
        var texts = _title is null ? _shared : _texts;
        texts[name] = ScriptTexts.Fill(text, texts);
    }

    private void BeginExchange(int line, Match request)
    {
        EndExchange();
        var body = request.Groups[3].Success ? request.Groups[3].Value : null;
        _open = new ScriptExchange(line, request.Groups[1].Value, request.Groups[2].Value, body, [], "", [], _loop);
        _loop = null;
    }

    private void EndExchange()
    {
        if (_open is { Expected: "" })
            throw new FormatException($"{_name}:{_open.Line}: the request has no answer.");
        if (_open is not null)
            _exchanges.Add(_open);
        _open = null;
    }

    private void AddHeader(KeyValuePair<string, string> header) => _open = _open!.Expected.Length == 0
        ? _open with { Headers = [.. _open.Headers, header] }
        : _open with { ExpectedHeaders = [.. _open.ExpectedHeaders, header] };

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^let (\w+) = (.*)$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^@ ([\w.-]+)=(.*)$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^for (\w+) (\d+)\.\.(\d+)$")]
    private static partial Regex Loop();

    [GeneratedRegex(@"^\+ ([\w-]+): (.*)$")]
    private static partial Regex Header();

    [GeneratedRegex(@"^([A-Z]+) ((?:/|\$)\S*|\*)(?: (.*))?$")]
    private static partial Regex Request();
}
