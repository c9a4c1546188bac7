using SchemaRegistry.Formats.Protobuf.Descriptors;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using static Google.Protobuf.Reflection.FeatureSet.Types;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>The rules about the values of enums. All of them take n log n steps.</summary>
internal sealed class EnumChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        foreach (var element in file.Enums)
        {
            if (element.Values.Count == 0)
            {
                problems.Add(element, $"The enum \"{element.FullName}\" must have at least one value");
                continue;
            }

            if (!element.IsClosed && element.Values[0].Proto.Number != 0)
            {
                problems.Add(
                    element.Values[0].Element.NumberPlace,
                    $"The first value of \"{element.FullName}\" must be zero, since the enum is open");
            }

            CheckAliases(element);
            CheckReserved(element);
            CheckAlikeNames(element);
        }
    }

    private void CheckAliases(EnumSymbol element)
    {
        var option = element.Element.MembersOf<OptionElement>().FirstOrDefault(one => one.IsNamed("allow_alias"));
        var mayAlias = option?.Value is WordValue { Word: "true" };
        var hasAlias = false;
        var byNumber = new Dictionary<int, EnumValueSymbol>();
        foreach (var value in element.Values)
        {
            if (byNumber.TryAdd(value.Proto.Number, value))
                continue;
            hasAlias = true;
            if (!mayAlias)
            {
                problems.Add(
                    value.Element.NumberPlace,
                    $"\"{value.FullName}\" uses the same number as \"{byNumber[value.Proto.Number].FullName}\"; if "
                    + "this is intended, set option allow_alias = true in the enum");
            }
        }

        if (option is null || (mayAlias && hasAlias))
            return;
        problems.Add(
            option.Place,
            mayAlias
                ? $"\"{element.FullName}\" allows aliases but has none; remove option allow_alias"
                : $"option allow_alias = false of \"{element.FullName}\" has no effect; remove it");
    }

    private void CheckReserved(EnumSymbol element)
    {
        var ranges = new List<NumberRange>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reserved in element.Element.MembersOf<ReservedElement>())
        {
            ranges.AddRange(reserved.Ranges);
            foreach (var name in reserved.Names)
            {
                if (!names.Add(name.Name))
                    problems.Add(name.Place, $"Enum value \"{name.Name}\" is reserved multiple times");
            }
        }

        foreach (var value in element.Values)
        {
            if (names.Contains(value.Proto.Name))
                problems.Add(value, $"Enum value \"{value.Proto.Name}\" is reserved");
        }

        CheckRanges(ranges, element);
    }

    private void CheckRanges(List<NumberRange> ranges, EnumSymbol element)
    {
        var widest = (NumberRange?)null;
        var sorted = ranges.OrderBy(range => range.First).ToList();
        foreach (var range in sorted)
        {
            if (range.Last < range.First)
                problems.Add(range.Place, "The end of a reserved range must not be less than its start");
            else if (widest is not null && range.First <= widest.Last)
            {
                problems.Add(
                    range.Place,
                    $"Reserved range {range.First} to {range.Last} overlaps with the reserved range {widest.First} to "
                    + $"{widest.Last}");
            }

            if (widest is null || range.Last > widest.Last)
                widest = range;
        }

        foreach (var value in element.Values)
        {
            if (IsReserved(sorted, value.Proto.Number))
            {
                problems.Add(
                    value.Element.NumberPlace,
                    $"Enum value \"{value.Proto.Name}\" uses the reserved number {value.Proto.Number}");
            }
        }
    }

    private static bool IsReserved(List<NumberRange> sorted, int number)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].First <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && number <= sorted[low - 1].Last;
    }

    /// <summary>
    /// Values must stay apart when a language drops the enum's name from them and changes their case.
    /// </summary>
    private void CheckAlikeNames(EnumSymbol element)
    {
        if (element.Features.JsonFormat == JsonFormat.LegacyBestEffort && JsonNameChecks.LetsOut(element.Proto.Options))
            return;
        var names = new Dictionary<string, EnumValueSymbol>(StringComparer.Ordinal);
        foreach (var value in element.Values)
        {
            var name = JsonNames.OfEnumValue(element.Proto.Name, value.Proto.Name);
            if (names.TryAdd(name, value))
                continue;
            var first = names[name];
            if (first.Proto.Name == value.Proto.Name || first.Proto.Number == value.Proto.Number)
                continue;
            problems.Add(
                value,
                $"Enum value \"{value.Proto.Name}\" is the same as \"{first.Proto.Name}\" when case and the name of "
                + "the enum before it are ignored; give it another name, or the same number");
        }
    }
}
