using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Prints one statement in the layout that registries store, without a line end behind it.</summary>
internal static class ElementPrinter
{
    /// <summary>A message or an enum.</summary>
    /// <exception cref="PrintTooLongException">It is longer than may be stored.</exception>
    public static string Print(ContainerElement type) => PrintFile(type);

    /// <exception cref="PrintTooLongException">It is longer than may be stored.</exception>
    public static string Print(FieldElement field)
    {
        var message = PrintFile(new MessageElement { Name = "M", Members = [field] });
        var lines = message.Split('\n')[1..^1];
        return string.Join('\n', lines.Select(line => line[2..]));
    }

    private static string PrintFile(ProtoElement element) =>
        ProtoPrinter.Print(new ProtoFile { Members = [element] }, OptionOrder.SpecialsLast).TrimEnd('\n');
}
