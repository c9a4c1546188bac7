using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// The way to a value that failed. It costs nothing until something fails: then each level adds its step while the
/// calls return, the innermost first.
/// </summary>
internal sealed class DataPath
{
    private const int MaxShownName = 100;
    private const int MaxShownSteps = 40;

    private readonly List<string> _steps = [];

    public void AddIndex(int index) => _steps.Add($"[{index.ToString(CultureInfo.InvariantCulture)}]");

    /// <summary>A field, an extension (<c>[full.name]</c>) or the key of a map.</summary>
    public void AddName(string name)
    {
        var shown = name.Length <= MaxShownName ? name : $"{name.AsSpan(0, MaxShownName)}…";
        _steps.Add(IsPlain(name) ? $".{name}" : $"['{shown}']");
    }

    /// <summary>The steps in the middle of a long way are left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("$");
        var shown = _steps.Count <= MaxShownSteps ? _steps.Count : MaxShownSteps / 2;
        for (var index = 1; index <= shown; index++)
            text.Append(_steps[^index]);
        if (shown == _steps.Count)
            return text.ToString();

        text.Append('…');
        for (var index = MaxShownSteps / 2; index > 0; index--)
            text.Append(_steps[index - 1]);
        return text.ToString();
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return name.Length is > 0 and <= MaxShownName;
    }
}
