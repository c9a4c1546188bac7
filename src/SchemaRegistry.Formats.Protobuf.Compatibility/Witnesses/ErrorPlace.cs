using System.Text.RegularExpressions;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>Where the decoder found an error, as it says it: <c>$.orders[0].lines.key.id</c>.</summary>
internal sealed partial class ErrorPlace(string path)
{
    /// <summary>Where the decoder leaves out the middle of a long way is one that no field has.</summary>
    private readonly IReadOnlyList<string> _steps = [.. Steps().Matches(path).Select(step => step.Value)];

    /// <summary>Whether the error is at a field, or inside it.</summary>
    /// <param name="types">The schema of the decoder.</param>
    /// <param name="root">The message that was decoded.</param>
    /// <param name="numbers">The fields that lead to the field, and itself; in a map, 2 is the value.</param>
    public bool IsAt(LinkedTypes types, LinkedMessage root, IReadOnlyList<int> numbers)
    {
        var message = root;
        var next = 0;
        for (var index = 0; index < numbers.Count; index++)
        {
            if (message?.FindField(numbers[index]) is not { } field
                || next >= _steps.Count
                || !IsName(_steps[next++], message.Names.Of(field)))
                return false;
            message = types.MessageOf(field);

            // The index of an element, or the key of an entry.
            if (field.IsRepeated())
                next++;
            if (types.EntryOf(field) is not { } entry || index == numbers.Count - 1)
                continue;
            if (numbers[++index] != 2)
                return false;
            message = types.MessageOf(entry.FindField(2)!);
        }

        return true;
    }

    /// <summary>Names that are no plain words are quoted, and long ones cut.</summary>
    private static bool IsName(string step, string name)
    {
        if (!step.StartsWith("['", StringComparison.Ordinal))
            return step == "." + name;
        var shown = step[2..^2];
        return shown.EndsWith('…') ? name.StartsWith(shown[..^1], StringComparison.Ordinal) : shown == name;
    }

    [GeneratedRegex(@"\.[A-Za-z0-9_]+|\[[0-9]+\]|\['[^']*'\]|…", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();
}
