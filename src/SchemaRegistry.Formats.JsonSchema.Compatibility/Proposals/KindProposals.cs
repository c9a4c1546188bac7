using SchemaRegistry.Formats.JsonSchema.Model;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>Edits for findings about what kind of schema stands at a place, or which members it combines.</summary>
internal sealed class KindProposals(EditDesk desk)
{
    private static readonly string[] Combinations = ["anyOf", "oneOf", "allOf"];

    private readonly SchemaValue _mine = desk.Mine.Schema;
    private readonly SchemaValue _theirs = desk.Theirs.Schema;

    public void Propose()
    {
        switch (desk.Type)
        {
            case TypeNarrowed:
                ProposeNumber();
                break;
            case CombinedTypeChanged:
                ProposeCriterion();
                break;
            case SumTypeNarrowed or ProductTypeExtended:
                ProposeMembers();
                ProposeTypes();
                break;
            case CombinedTypeSubschemasChanged:
                if (EnumUnion.Of(desk) is { } merged)
                    desk.Propose(merged.Suggestion, desk.Put(merged.Values, "enum"));
                ProposeTypes();
                break;
            default:
                ProposeTypes();
                ProposeExtraKeywords();
                if (desk.EditsReader)
                    ProposeAlternative();
                break;
        }

        ProposeTheirs();
    }

    private void ProposeNumber()
    {
        if (_theirs["type"] is { IsString: true } theirs && _mine["type"] is { IsString: true })
        {
            desk.Propose(
                $"Write \"type\": {EditDesk.Show(theirs)} in {desk.Here}, as in the registered schema.",
                desk.Put(theirs, "type"));
        }
    }

    /// <summary>A reader of several types takes each; a writer writes what readers take.</summary>
    private void ProposeTypes()
    {
        if (_mine["type"] is not { } mine || _theirs["type"] is not { } theirs)
            return;
        var (names, others) = (Types(mine), Types(theirs));
        if (desk.EditsReader)
        {
            string[] missing = [.. others.Except(names)];
            if (missing.Length > 0)
            {
                desk.Propose(
                    $"Accept {string.Join(", ", missing)} as well in \"type\" of {desk.Here}.",
                    desk.Put(List([.. names, .. missing]), "type"));
            }
        }
        else if (names.Intersect(others).ToArray() is { Length: > 0 } common && common.Length < names.Count)
        {
            desk.Propose(
                $"Let \"type\" of {desk.Here} be {string.Join(", ", common)}: readers take nothing else.",
                desk.Put(common.Length == 1 && theirs.IsString ? theirs : List(common), "type"));
        }
    }

    private static List<string> Types(SchemaValue type) =>
        type.IsArray ? [.. type.Items.Select(item => item.Text)] : [type.Text];

    private static SchemaValue List(string[] names) =>
        SchemaValue.Array([.. names.Select(name => SchemaValue.String(name, 0))], 0);

    /// <summary>Keywords that only one of the two has make it a product.</summary>
    private void ProposeExtraKeywords()
    {
        if (!_mine.IsObject || !_theirs.IsObject)
            return;
        var extra = Assertions(_mine).Where(keyword => _theirs[keyword] is null).ToArray();
        var missing = Assertions(_theirs).Where(keyword => _mine[keyword] is null).ToArray();
        if (desk.EditsReader && extra.Length > 0 && extra.Length < Assertions(_mine).Count())
        {
            desk.Propose(
                $"Drop {Quote(extra)} in {desk.Here}: the registered schema does not have it.",
                extra.Select(keyword => desk.Drop(keyword)));
        }

        if (!desk.EditsReader && missing.Length > 0 && missing.Length < Assertions(_theirs).Count())
        {
            desk.Propose(
                $"Add {Quote(missing)} to {desk.Here} as in the registered schema.",
                missing.Select(keyword => desk.Put(_theirs[keyword]!, keyword)));
        }
    }

    /// <summary>Both what was and what is: the first of them that takes everything is enough.</summary>
    private void ProposeAlternative()
    {
        if (!_mine.IsObject || !_theirs.IsObject || _theirs["allOf"] is not null)
            return;
        var sum = _theirs["anyOf"] ?? _theirs["oneOf"];
        var old = sum is { IsArray: true } && Assertions(_theirs).Count() == 1 ? sum.Items : [Asserting(_theirs)];
        if (_mine["anyOf"] is { IsArray: true } any && Assertions(_mine).Count() == 1)
        {
            desk.Propose(
                $"Add {EditDesk.Show(old[0])} to \"anyOf\" of {desk.Here}: it may have been written.",
                desk.Put(SchemaValue.Array([.. any.Items, .. old], 0), "anyOf"));
            return;
        }

        desk.Propose(
            $"Accept both in {desk.Here}, by \"anyOf\" of what the registered schema says and what stands here.",
            [
                .. Assertions(_mine).Select(keyword => desk.Drop(keyword)),
                desk.Put(SchemaValue.Array([.. old, Asserting(_mine)], 0), "anyOf"),
            ]);
    }

    private void ProposeCriterion()
    {
        var mine = Array.Find(Combinations, keyword => _mine[keyword] is not null);
        var theirs = Array.Find(Combinations, keyword => _theirs[keyword] is not null);
        if (mine is null || theirs is null || mine == theirs)
            return;
        desk.Propose(
            $"Write \"{theirs}\" instead of \"{mine}\" in {desk.Here}, as in the registered schema.",
            desk.Drop(mine),
            desk.Put(_mine[mine]!, theirs));
        if (desk.EditsReader && mine != "anyOf" && theirs != "anyOf")
        {
            desk.Propose(
                $"Write \"anyOf\" instead of \"{mine}\" in {desk.Here}.",
                desk.Drop(mine),
                desk.Put(_mine[mine]!, "anyOf"));
        }
    }

    /// <summary>A reader's alternatives grow and its conditions shrink; a writer's the other way.</summary>
    private void ProposeMembers()
    {
        var keyword = Array.Find(Combinations, name => _mine[name] is not null && _theirs[name] is not null);
        if (keyword is null)
        {
            ProposeExtraKeywords();
            return;
        }

        var (mine, theirs) = (_mine[keyword]!.Items, _theirs[keyword]!.Items);
        var inMine = mine.Select(JsonText.Print).ToHashSet(StringComparer.Ordinal);
        var inTheirs = theirs.Select(JsonText.Print).ToHashSet(StringComparer.Ordinal);
        SchemaValue[] missing = [.. theirs.Where(item => !inMine.Contains(JsonText.Print(item)))];
        SchemaValue[] common = [.. mine.Where(item => inTheirs.Contains(JsonText.Print(item)))];
        var grows = desk.EditsReader == (desk.Type == SumTypeNarrowed);
        if (grows && missing.Length > 0)
        {
            desk.Propose(
                $"Add {EditDesk.Show(missing[0])} to \"{keyword}\" of {desk.Here}, as in the registered schema.",
                desk.Put(SchemaValue.Array([.. mine, .. missing], 0), keyword));
        }
        else if (!grows && common.Length > 0 && common.Length < mine.Count)
        {
            desk.Propose(
                $"Keep in \"{keyword}\" of {desk.Here} only what the registered schema has.",
                desk.Put(SchemaValue.Array(common, 0), keyword));
        }
    }

    /// <summary>What the schema says about data becomes what the registered one says; the rest stays.</summary>
    private void ProposeTheirs()
    {
        var suggestion = $"Take over {EditDesk.Show(Asserting(_theirs))} in {desk.Here}, as in the registered schema.";
        if (!_mine.IsObject || !_theirs.IsObject)
        {
            desk.Propose(suggestion, desk.Put(_theirs));
            return;
        }

        desk.Propose(
            suggestion,
            [
                .. Assertions(_mine).Where(keyword => _theirs[keyword] is null).Select(keyword => desk.Drop(keyword)),
                .. Assertions(_theirs).Select(keyword => desk.Put(_theirs[keyword]!, keyword)),
            ]);
    }

    private static IEnumerable<string> Assertions(SchemaValue schema) =>
        schema.Members.Select(member => member.Key).Where(key => !IsAnnotation(key));

    private static SchemaValue Asserting(SchemaValue schema) => schema.IsObject
        ? SchemaValue.Object([.. schema.Members.Where(member => !IsAnnotation(member.Key))], 0)
        : schema;

    /// <summary>What a schema says about itself, or keeps for others.</summary>
    private static bool IsAnnotation(string key) => key
        is "$schema" or "$id" or "id" or "$anchor" or "$dynamicAnchor" or "$recursiveAnchor" or "$vocabulary"
        or "$comment" or "$defs" or "definitions" or "title" or "description" or "default" or "examples"
        or "readOnly" or "writeOnly" or "deprecated";

    private static string Quote(string[] keywords) => string.Join(", ", keywords.Select(keyword => $"\"{keyword}\""));
}
