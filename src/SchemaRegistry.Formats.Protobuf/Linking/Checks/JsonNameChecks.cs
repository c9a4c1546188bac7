using SchemaRegistry.Formats.Protobuf.Descriptors;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using static Google.Protobuf.Reflection.FeatureSet.Types;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>
/// The names that fields have in JSON must differ, those that are made as well as those that are given.
/// </summary>
internal sealed class JsonNameChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        foreach (var message in file.Messages)
        {
            if (LetsOut(message.Proto.Options) || message.IsMapEntry)
                continue;
            CheckNames(message, useGiven: false);
            CheckNames(message, useGiven: true);
        }

        foreach (var field in file.Fields)
            CheckOption(field);
    }

    // The option is deprecated, and still what old files use.
#pragma warning disable CS0612
    public static bool LetsOut(MessageOptions? options) => options is { DeprecatedLegacyJsonFieldConflicts: true };

    public static bool LetsOut(EnumOptions? options) => options is { DeprecatedLegacyJsonFieldConflicts: true };
#pragma warning restore CS0612

    private void CheckNames(MessageSymbol message, bool useGiven)
    {
        var names = new Dictionary<string, (FieldSymbol Field, bool IsGiven)>(StringComparer.Ordinal);
        foreach (var field in message.Fields)
        {
            var made = JsonNames.OfField(field.Proto.Name);
            var name = useGiven ? field.Proto.JsonName : made;
            var isGiven = name != made;
            if (isGiven && name.StartsWith('[') && name.EndsWith(']'))
            {
                problems.Add(field, $"The JSON name \"{name}\" of the field \"{field.Name}\" may not start with '[' "
                    + "and end with ']': such names are those of extensions");
            }

            if (names.TryAdd(name, (field, isGiven)))
                continue;
            var first = names[name];
            // The first pass reports pairs of made names; of older dialects only two given names are refused.
            if (useGiven && !isGiven && !first.IsGiven)
                continue;
            if (message.Features.JsonFormat == JsonFormat.LegacyBestEffort && !(isGiven && first.IsGiven))
                continue;
            problems.Add(
                field,
                $"The {Kind(isGiven)} JSON name \"{name}\" of the field \"{field.Name}\" conflicts with the "
                + $"{Kind(first.IsGiven)} JSON name of the field \"{first.Field.Name}\"");
        }
    }

    private void CheckOption(FieldSymbol field)
    {
        if (field.Source.FindOption("json_name") is not { } option)
            return;
        if (field.IsExtension)
            problems.Add(option.Place, "The option json_name is not allowed on extensions");
        else if (field.Proto.JsonName.Contains('\0', StringComparison.Ordinal))
            problems.Add(option.Value.Place, "A json_name can not have null characters");
    }

    private static string Kind(bool isGiven) => isGiven ? "custom" : "default";
}
