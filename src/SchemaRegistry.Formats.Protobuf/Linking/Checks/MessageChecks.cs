using SchemaRegistry.Formats.Protobuf.Linking.Symbols;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>The rules about the numbers and names inside one message. All of them take n log n steps.</summary>
internal sealed class MessageChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        foreach (var message in file.Messages)
        {
            CheckNumbers(message);
            CheckRanges(message);
            CheckReservedNames(message);
            foreach (var oneof in message.Oneofs)
            {
                if (oneof.Fields.Count == 0)
                    problems.Add(oneof, $"The oneof \"{oneof.Name}\" must have at least one field");
            }

            if (message.IsMessageSet && message.Fields.Count > 0)
                problems.Add(message.Fields[0], "Message sets can not have fields, only extensions");
        }

        foreach (var extension in file.Fields)
        {
            if (extension.IsExtension)
                CheckNumber(extension);
        }
    }

    private void CheckNumbers(MessageSymbol message)
    {
        var byNumber = new Dictionary<int, FieldSymbol>();
        foreach (var field in message.Fields)
        {
            CheckNumber(field);
            if (!byNumber.TryAdd(field.Number, field))
            {
                problems.Add(
                    field.Source.NumberPlace,
                    $"Field number {field.Number} is already used in \"{message.FullName}\" by the field "
                    + $"\"{byNumber[field.Number].Name}\"");
            }
        }
    }

    private void CheckNumber(FieldSymbol field)
    {
        var problem = field.Number switch
        {
            <= 0 => "must be a positive integer",
            > FieldNumbers.Max when !field.IsExtension => $"can not be greater than {FieldNumbers.Max}",
            >= FieldNumbers.FirstReserved and <= FieldNumbers.LastReserved =>
                $"lies between {FieldNumbers.FirstReserved} and {FieldNumbers.LastReserved}, which implementations of "
                + "the language keep for themselves",
            _ => null,
        };
        if (problem is null)
            return;
        problems.Add(
            field.Source.NumberPlace, $"The number {field.Number} of the field \"{field.Name}\" {problem}");
    }

    private void CheckRanges(MessageSymbol message)
    {
        var areFine = true;
        foreach (var range in message.ReservedRanges)
            areFine &= CheckRange(range, "Reserved", int.MaxValue);
        var max = message.IsMessageSet ? int.MaxValue : FieldNumbers.Max + 1;
        foreach (var range in message.ExtensionRanges)
            areFine &= CheckRange(range, "Extension", max);
        if (!areFine || message.ReservedRanges.Count + message.ExtensionRanges.Count == 0)
            return;

        var all = message.ReservedRanges.Concat(message.ExtensionRanges)
            .OrderBy(range => range.Start)
            .ToList();
        CheckOverlaps(all);
        foreach (var field in message.Fields)
        {
            if (Holder(all, field.Number) is not { } range)
                continue;
            problems.Add(
                range.Proto is null ? field.Source.NumberPlace : range.Place,
                range.Proto is null
                    ? $"Field \"{field.Name}\" uses the reserved number {field.Number}"
                    : $"Extension range {range.Start} to {range.Last} includes field \"{field.Name}\" "
                        + $"({field.Number})");
        }
    }

    private bool CheckRange(RangeSymbol range, string kind, int maxEnd)
    {
        string? problem = null;
        if (range.Start <= 0)
            problem = $"{kind} numbers must be positive integers";
        else if (range.Start >= range.End)
            problem = $"The end of the range {range.Start} to {range.Last} must not be less than its start";
        else if (range.End > maxEnd)
            problem = $"{kind} numbers can not be greater than {maxEnd - 1}";
        if (problem is not null)
            problems.Add(range.Place, problem);
        return problem is null;
    }

    private void CheckOverlaps(List<RangeSymbol> sorted)
    {
        var widest = sorted[0];
        foreach (var range in sorted.Skip(1))
        {
            if (range.Start < widest.End)
            {
                var (first, second) = Before(widest, range) ? (widest, range) : (range, widest);
                problems.Add(
                    second.Place,
                    $"{Kind(second)} range {second.Start} to {second.Last} overlaps with the "
                    + $"{Kind(first).ToLowerInvariant()} range {first.Start} to {first.Last}");
            }

            if (range.End > widest.End)
                widest = range;
        }
    }

    private static bool Before(RangeSymbol one, RangeSymbol other) =>
        (one.Place.Line, one.Place.Column).CompareTo((other.Place.Line, other.Place.Column)) <= 0;

    private static string Kind(RangeSymbol range) => range.Proto is null ? "Reserved" : "Extension";

    /// <summary>
    /// The range with the greatest start that holds the number; ranges that overlap are reported before.
    /// </summary>
    private static RangeSymbol? Holder(List<RangeSymbol> sorted, int number)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Start <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && number < sorted[low - 1].End ? sorted[low - 1] : null;
    }

    private void CheckReservedNames(MessageSymbol message)
    {
        if (message.ReservedNames.Count == 0)
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reserved in message.ReservedNames)
        {
            if (!names.Add(reserved.Name))
                problems.Add(reserved.Place, $"Field name \"{reserved.Name}\" is reserved multiple times");
        }

        foreach (var field in message.Fields)
        {
            if (names.Contains(field.Name))
                problems.Add(field, $"Field name \"{field.Name}\" is reserved");
        }
    }
}
