using SchemaRegistry.Formats.Compatibility;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// Proposes edits for each rule. What makes two schemas compatible at any place is that they say the same there, so
/// that taking over what the registered schema says is always the last proposal; before it stand those that keep more
/// of what the edit was meant for.
/// </summary>
internal static class EditProposals
{
    public static IReadOnlyList<SchemaEdit> For(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader)
    {
        if (EditDesk.Open(finding, reader, writer, editsReader) is not { } desk)
            return [];
        switch (desk.Type)
        {
            case TypeChanged or TypeNarrowed or CombinedTypeChanged or CombinedTypeSubschemasChanged
                or SumTypeNarrowed or ProductTypeExtended:
                new KindProposals(desk).Propose();
                break;
            case RequiredAttributeAdded
                or PropertyRemovedFromClosedContentModel or PropertyRemovedNotCoveredByPartiallyOpenContentModel
                or PropertyAddedNotCoveredByPartiallyOpenContentModel or OptionalPropertyAddedToOpenContentModel
                or RequiredPropertyAddedToOpenContentModel or RequiredPropertyWithDefaultAddedToOpenContentModel
                or RequiredPropertyAddedToUnopenContentModel:
                new PropertyProposals(desk).Propose();
                break;
            case ItemAddedToOpenContentModel or ItemAddedNotCoveredByPartiallyOpenContentModel
                or ItemRemovedFromClosedContentModel or ItemRemovedNotCoveredByPartiallyOpenContentModel:
                new ItemProposals(desk).Propose();
                break;
            default:
                new KeywordProposals(desk).Propose();
                break;
        }

        return desk.Edits;
    }
}
