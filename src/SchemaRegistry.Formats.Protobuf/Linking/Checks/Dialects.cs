using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>What whole files and messages may have in which dialect, and how lite files go with others.</summary>
internal static class Dialects
{
    private static readonly HashSet<string> Proto3Extendees = new(
        new[]
        {
            "FileOptions", "MessageOptions", "FieldOptions", "EnumOptions", "EnumValueOptions", "ServiceOptions",
            "MethodOptions", "OneofOptions", "ExtensionRangeOptions",
        }.Select(name => "google.protobuf." + name),
        StringComparer.Ordinal);

    public static bool MayExtendInProto3(string fullName) => Proto3Extendees.Contains(fullName);

    public static void Check(LinkedFile file, LinkProblems problems)
    {
        foreach (var message in file.Messages)
            CheckMessage(message, file, problems);
        foreach (var block in file.OptionBlocks)
        {
            if (block.Symbol is MessageSymbol
                && block.Options.FirstOrDefault(option => option.IsNamed("map_entry")) is { } set)
            {
                problems.Add(set.Place, "The option map_entry can't be set: write map<KeyType, ValueType> instead");
            }
        }

        foreach (var option in file.Element.MembersOf<OptionElement>())
        {
            if (file.IsEditions && option.IsNamed("java_string_check_utf8"))
            {
                problems.Add(option.Place, "The option java_string_check_utf8 is not allowed in editions: use the "
                    + "feature (pb.java).utf8_validation");
            }
        }

        if (file.IsLite)
            CheckServices(file, problems);
        else
            CheckImports(file, problems);
    }

    private static void CheckMessage(MessageSymbol message, LinkedFile file, LinkProblems problems)
    {
        if (file.Edition != ProtoEdition.Proto3)
            return;
        if (message.ExtensionRanges is [var range, ..])
            problems.Add(range.Place, "Extension ranges are not allowed in proto3");
        if (message.IsMessageSet)
            problems.Add(message, "Message sets are not supported in proto3");
    }

    private static void CheckServices(LinkedFile file, LinkProblems problems)
    {
        if (file.Services.Count > 0
            && file.Descriptor.Options is { CcGenericServices: true } or { JavaGenericServices: true })
        {
            problems.Add(
                file.Services[0],
                "A file for the lite runtime can't define services with cc_generic_services or java_generic_services");
        }
    }

    private static void CheckImports(LinkedFile file, LinkProblems problems)
    {
        foreach (var import in file.Imports)
        {
            if (import.File.IsLite)
            {
                problems.Add(
                    import.Place,
                    $"\"{import.File.Path}\" is for the lite runtime and can only be imported by files that are, too");
            }
        }
    }
}
