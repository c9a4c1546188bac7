using System.Globalization;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>What the path of a spot leads to in a file.</summary>
/// <param name="File">The file that has it.</param>
/// <param name="Messages">The messages around it from the outermost on; empty at the file itself.</param>
/// <param name="Oneof">The oneof, or the one around the field.</param>
/// <param name="Field">The field, or null.</param>
internal sealed record FoundElement(
    ProtoFile File, IReadOnlyList<MessageElement> Messages, OneofElement? Oneof, FieldElement? Field)
{
    public MessageElement? Message => Messages.Count == 0 ? null : Messages[^1];

    /// <summary>The members of the innermost message, or of the file.</summary>
    public IReadOnlyList<ProtoElement> Members => Message?.Members ?? File.Members;

    /// <param name="file">The file whose names the path has.</param>
    /// <param name="path">As <see cref="Formats.Compatibility.SchemaSpot.Path"/>.</param>
    /// <returns>Null when a name of the path is not there.</returns>
    public static FoundElement? Find(ProtoFile file, string path)
    {
        var messages = new List<MessageElement>();
        OneofElement? oneof = null;
        FieldElement? field = null;
        foreach (var name in path[2..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var members = oneof?.Members ?? (messages.Count == 0 ? file.Members : messages[^1].Members);
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var number))
                field = members.OfType<FieldElement>().LastOrDefault(member => member.Number == number);
            else if (oneof is null && members.OfType<MessageElement>().FirstOrDefault(Named) is { } message)
                messages.Add(message);
            else
                oneof = members.OfType<OneofElement>().FirstOrDefault(Named);
            if ((field ?? oneof ?? (ProtoElement?)messages.LastOrDefault()) is null)
                return null;

            bool Named(ContainerElement member) => member.Name == name;
        }

        return new FoundElement(file, messages, oneof, field);
    }

    /// <summary>The scope in which the names of the innermost message are looked up.</summary>
    public NameNode Scope(NameTree names) =>
        Messages.Aggregate(names.PackageOf(File), (scope, message) => scope.Find(message.Name)!);
}
