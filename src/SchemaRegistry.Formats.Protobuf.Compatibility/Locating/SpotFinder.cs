using System.Globalization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Locating;

/// <summary>Tells where differences lie in one of two compared schemas.</summary>
internal sealed class SpotFinder(ResolvedFile file, string text)
{
    private static readonly TextPlace Start = new(1, 1);

    /// <summary>A schema that came as a descriptor has no text of its own, and so no places in it.</summary>
    private readonly bool _hasPlaces = SubmittedText.IsProto(text);

    public SchemaSpot Find(DifferenceSide side)
    {
        var reference = side.Scope is null ? null : file.PathOf(side.Scope);
        var spot = new SchemaSpot(PathOf(side))
        {
            Reference = reference,
            Value = side.Element is null ? null : Cut(ElementText.Of(side.Element)),
        };
        if (!_hasPlaces || reference is not null)
            return spot;
        var place = side.Element?.Place ?? PlaceAround(side);
        return spot with { Line = place.Line, Column = place.Column };
    }

    private static string PathOf(DifferenceSide side)
    {
        var names = new List<string>(side.Scope?.LocalNames ?? []);
        if (side.Block is not null)
            names.Add(side.Block);
        if (LastName(side.Element) is { } last)
            names.Add(last);
        return "#/" + string.Join('/', names);
    }

    private static string? LastName(ProtoElement? element) => element switch
    {
        ContainerElement container => container.Name,
        FieldElement field => field.Number.ToString(CultureInfo.InvariantCulture),
        EnumConstantElement constant => constant.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Where the block stands that would have the element.</summary>
    private static TextPlace PlaceAround(DifferenceSide side)
    {
        if (side.Scope?.Type is not { } message)
            return Start;
        var block = side.Block is null
            ? null
            : message.MembersOf<ContainerElement>().FirstOrDefault(member => member.Name == side.Block);
        return (block ?? message).Place;
    }

    private static string Cut(string text) =>
        text.Length <= SchemaSpot.MaxValueLength ? text : text[..(SchemaSpot.MaxValueLength - 1)] + "…";
}
