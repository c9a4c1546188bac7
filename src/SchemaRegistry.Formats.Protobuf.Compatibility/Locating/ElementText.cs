using System.Globalization;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Locating;

/// <summary>Elements in a few words, without options and blocks: <c>optional int32 id = 1</c>.</summary>
internal static class ElementText
{
    /// <summary>Members of a oneof that are named; what comes after is only hinted at.</summary>
    private const int MaxNamedMembers = 20;

    public static string Of(ProtoElement element) => element switch
    {
        PackageElement package => $"package {package.Name}",
        MessageElement message => $"message {message.Name}",
        GroupElement group => $"group {group.Name}",
        EnumElement named => $"enum {named.Name}",
        OneofElement oneof => $"oneof {oneof.Name} {{ {Members(oneof)} }}",
        EnumConstantElement constant => $"{constant.Name} = {Number(constant.Number)}",
        FieldElement field => $"{Declaration(field)} = {Number(field.Number)}",
        _ => throw new ArgumentOutOfRangeException(nameof(element), element.GetType(), "No element that differs"),
    };

    /// <summary>A field up to its name.</summary>
    public static string Declaration(FieldElement field) => $"{Label(field.Label)}{Type(field.Type)} {field.Name}";

    public static string Type(FieldType type) => type switch
    {
        MapType map => $"map<{map.Key.Name}, {map.Value.Name}>",
        NamedType named => named.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.GetType(), "No type of a field"),
    };

    /// <summary>The word with a blank behind it, or nothing.</summary>
    public static string Label(FieldLabel label) =>
        label == FieldLabel.None ? "" : label.ToString().ToLowerInvariant() + " ";

    private static string Members(OneofElement oneof)
    {
        var names = oneof.MembersOf<FieldElement>().Take(MaxNamedMembers + 1).Select(field => field.Name).ToList();
        return string.Join(", ", names.Take(MaxNamedMembers)) + (names.Count > MaxNamedMembers ? ", …" : "");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
