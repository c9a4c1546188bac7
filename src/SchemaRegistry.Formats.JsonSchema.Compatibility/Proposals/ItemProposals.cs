using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Model;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>Edits for findings about one position of a tuple.</summary>
internal sealed class ItemProposals(EditDesk desk)
{
    public void Propose()
    {
        if (desk.Mine.Rest.Count == 2)
            ProposeLess();
        else if (desk.Theirs.Rest.Count == 2)
            ProposeMore();
    }

    /// <summary>The edited schema has the position, and the other one has not.</summary>
    private void ProposeLess()
    {
        var keyword = desk.Mine.Rest[0];
        var index = int.Parse(desk.Mine.Rest[1], CultureInfo.InvariantCulture);
        var items = desk.Mine.Schema[keyword]!.Items;
        if (desk.Type == ItemAddedNotCoveredByPartiallyOpenContentModel && Extra(desk.Theirs.Schema) is { } extra)
        {
            desk.Propose(
                $"Let the item at position {index} of {desk.Here} be {EditDesk.Show(extra)}, "
                + "which is what the registered schema allows there.",
                desk.Put(extra, keyword, desk.Mine.Rest[1]));
        }

        if (desk.Type == ItemAddedToOpenContentModel)
        {
            desk.Propose(
                $"Let the item at position {index} of {desk.Here} have any value, by the schema {{}}.",
                desk.Put(SchemaValue.Object([], 0), keyword, desk.Mine.Rest[1]));
        }

        desk.Propose(
            $"End \"{keyword}\" of {desk.Here} before position {index}, as the registered schema does.",
            index == 0
                ? desk.Drop(keyword)
                : desk.Put(SchemaValue.Array([.. items.Take(index)], 0), keyword));
    }

    private void ProposeMore()
    {
        var theirs = desk.Theirs.Schema[desk.Theirs.Rest[0]]!.Items;
        var index = int.Parse(desk.Theirs.Rest[1], CultureInfo.InvariantCulture);
        var keyword = desk.Theirs.Rest[0];
        var mine = desk.Mine.Schema[keyword] is { IsArray: true } list ? list.Items : [];
        if (mine.Count > index)
            return;
        desk.Propose(
            $"Give {desk.Here} the item at position {index} as {EditDesk.Show(theirs[index])}, as in the registered schema.",
            desk.Put(SchemaValue.Array([.. mine, .. theirs.Take(index + 1).Skip(mine.Count)], 0), keyword));
    }

    private static SchemaValue? Extra(SchemaValue schema) =>
        schema["prefixItems"] is not null ? schema["items"] : schema["additionalItems"] ?? schema["unevaluatedItems"];
}
