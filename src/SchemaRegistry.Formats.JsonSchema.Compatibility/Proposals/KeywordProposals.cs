using SchemaRegistry.Formats.JsonSchema.Model;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>Edits for findings about one keyword of a schema, or one entry of it.</summary>
internal sealed class KeywordProposals(EditDesk desk)
{
    public void Propose()
    {
        switch (desk.Type)
        {
            case EnumArrayNarrowed or EnumArrayChanged when HasEnums():
                ProposeValues();
                break;
            case MinContainsAdded or MaxContainsAdded:
                TakeOver("contains", "minContains", "maxContains");
                break;
            case SchemaAdded:
                TakeOver("items", "prefixItems", "additionalItems");
                break;
            case DependencyArrayAdded or DependencyArrayExtended or DependencyArrayChanged or DependencySchemaAdded:
                TakeOverEntry();
                break;
            default:
                if (Keyword() is { } keyword)
                    TakeOver(keyword);
                break;
        }
    }

    /// <summary>Where one side lacks the keyword, the other one names it.</summary>
    private string? Keyword() => desk.Mine.Rest.Concat(desk.Theirs.Rest).FirstOrDefault();

    private void TakeOver(params IEnumerable<string> keywords)
    {
        var patches = new List<TextPatch>();
        var words = new List<string>();
        foreach (var keyword in keywords)
        {
            var (mine, theirs) = (desk.Mine.Schema[keyword], desk.Theirs.Schema[keyword]);
            if (theirs is not null && (mine is null || JsonText.Print(mine) != JsonText.Print(theirs)))
            {
                patches.Add(desk.Put(theirs, keyword));
                words.Add($"write \"{keyword}\": {EditDesk.Show(theirs)}");
            }
            else if (theirs is null && mine is not null)
            {
                patches.Add(desk.Drop(keyword));
                words.Add($"drop \"{keyword}\"");
            }
        }

        if (words.Count == 0)
            return;
        var sentence = string.Join(" and ", words);
        desk.Propose(
            $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]} in {desk.Here}, as in the registered schema.", patches);
    }

    private void TakeOverEntry()
    {
        if (desk.Mine.Rest.Concat(desk.Theirs.Rest).Skip(desk.Mine.Rest.Count == 2 ? 0 : desk.Mine.Rest.Count).Take(2)
            .ToArray() is not [var keyword, var name])
            return;
        if (desk.Theirs.Schema[keyword]?[name] is { } theirs)
        {
            desk.Propose(
                $"Write \"{name}\": {EditDesk.Show(theirs)} into \"{keyword}\" of {desk.Here}, as in the registered schema.",
                desk.Put(theirs, keyword, name));
        }
        else
        {
            desk.Propose(
                $"Drop \"{name}\" from \"{keyword}\" of {desk.Here}: the registered schema does not have it.",
                desk.Drop(keyword, name));
        }
    }

    private bool HasEnums() => desk.Mine.Schema["enum"] is not null && desk.Theirs.Schema["enum"] is not null;

    /// <summary>A reader may know more values, a writer fewer.</summary>
    private void ProposeValues()
    {
        if (EnumUnion.Of(desk) is { } merged)
            desk.Propose(merged.Suggestion, desk.Put(merged.Values, "enum"));
        TakeOver("enum");
    }
}
