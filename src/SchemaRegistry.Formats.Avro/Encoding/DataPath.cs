using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// The way to a value that failed. It costs nothing until something fails: then each level adds its step while the
/// calls return, the innermost first.
/// </summary>
internal sealed class DataPath
{
    private const int MaxShownKey = 100;
    private const int MaxShownSteps = 40;

    private readonly List<string> _steps = [];

    public void AddIndex(long index) => _steps.Add($"[{index.ToString(CultureInfo.InvariantCulture)}]");

    public void AddName(string name) => _steps.Add(IsPlain(name) ? $".{name}" : $"['{Shorten(name)}']");

    public override string ToString()
    {
        var text = new StringBuilder("$");
        for (var index = _steps.Count - 1; index >= 0; index--)
        {
            var left = _steps.Count - 1 - index;
            if (left == MaxShownSteps / 2 && _steps.Count > MaxShownSteps)
            {
                index = MaxShownSteps / 2;
                text.Append('…');
                continue;
            }

            text.Append(_steps[index]);
        }

        return text.ToString();
    }

    private static string Shorten(string key) => key.Length <= MaxShownKey ? key : $"{key.AsSpan(0, MaxShownKey)}…";

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }

        return name.Length is > 0 and <= MaxShownKey;
    }
}
