using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Patterns;
using static SchemaRegistry.Formats.JsonSchema.Compatibility.DifferenceType;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>Edits for findings about one property of an object.</summary>
internal sealed class PropertyProposals(EditDesk desk)
{
    private static readonly SchemaValue AnyValue = SchemaValue.Object([], 0);

    private readonly string _name = NameOf(desk);

    public void Propose()
    {
        switch (desk.Type)
        {
            case RequiredAttributeAdded or RequiredPropertyAddedToUnopenContentModel when desk.EditsReader:
                StopRequiring();
                GiveDefault();
                break;
            case RequiredAttributeAdded:
                Require();
                break;
            case PropertyRemovedFromClosedContentModel when desk.EditsReader:
                KeepTheirs("Keep");
                AllowOthers();
                break;
            case PropertyRemovedNotCoveredByPartiallyOpenContentModel when desk.EditsReader:
                KeepTheirs("Keep");
                break;
            case PropertyRemovedFromClosedContentModel or PropertyRemovedNotCoveredByPartiallyOpenContentModel:
                Leave("readers do not accept it");
                break;
            case PropertyAddedNotCoveredByPartiallyOpenContentModel when desk.EditsReader:
                TakeExtra();
                Leave("what the registered schema allows there does not fit it");
                break;
            case PropertyAddedNotCoveredByPartiallyOpenContentModel or RequiredPropertyAddedToUnopenContentModel:
                KeepTheirs("Declare");
                break;
            case var type when desk.EditsReader:
                Leave("data may have any value there");
                AllowAnyValue();
                if (type != OptionalPropertyAddedToOpenContentModel)
                    StopRequiring();
                break;
            default:
                KeepTheirs("Declare");
                if (desk.Type == OptionalPropertyAddedToOpenContentModel)
                    CloseObject();
                break;
        }
    }

    /// <summary>A required name stands in a list, and the spot names its position.</summary>
    private static string NameOf(EditDesk desk)
    {
        var (spot, at) = desk.Mine.Rest.Count == 2 ? (desk.Mine, desk.Mine.Rest) : (desk.Theirs, desk.Theirs.Rest);
        return at switch
        {
            ["required", var position] => Locating.KeywordTokens.ItemAt(spot.Schema["required"]!, position)?.Text ?? "",
            [_, var name] => name,
            _ => "",
        };
    }

    private void StopRequiring()
    {
        if (NotRequiring() is { } patch)
            desk.Propose($"Take \"{_name}\" out of \"required\" of {desk.Here}.", patch);
    }

    private TextPatch? NotRequiring()
    {
        if (desk.Mine.Schema["required"] is not { IsArray: true } required)
            return null;
        SchemaValue[] others = [.. required.Items.Where(item => item.Text != _name)];
        if (others.Length == required.Items.Count)
            return null;
        return others.Length == 0
            ? desk.Drop("required")
            : desk.Put(SchemaValue.Array(others, 0), "required");
    }

    private void GiveDefault()
    {
        if (Mine is not { IsObject: true } property || property["$ref"] is not null || property["default"] is not null)
            return;
        var value = SampleValue.Of(property);
        desk.Propose(
            $"Give the property \"{_name}\" of {desk.Here} a default, such as {EditDesk.Show(value)}.",
            desk.Put(value, "properties", _name, "default"));
    }

    private void Require()
    {
        if (Requiring() is { } patch)
            desk.Propose($"Put \"{_name}\" into \"required\" of {desk.Here}: readers need it.", patch);
    }

    private TextPatch? Requiring()
    {
        var name = SchemaValue.String(_name, 0);
        return desk.Mine.Schema["required"] switch
        {
            null => desk.Put(SchemaValue.Array([name], 0), "required"),
            { IsArray: true } list when list.Items.All(item => item.Text != _name) =>
                desk.Put(SchemaValue.Array([.. list.Items, name], 0), "required"),
            _ => null,
        };
    }

    /// <summary>
    /// Declares the property as the registered schema does, required if it is so there and readers ask.
    /// </summary>
    private void KeepTheirs(string verb)
    {
        if (desk.Theirs.Schema["properties"]?[_name] is not { } theirs)
            return;
        var patches = new List<TextPatch> { desk.Put(theirs, "properties", _name) };
        var isNeeded = !desk.EditsReader
            && desk.Theirs.Schema["required"]?.Items.Any(item => item.Text == _name) == true;
        if (isNeeded && Requiring() is { } requiring)
            patches.Add(requiring);
        desk.Propose(
            $"{verb} the property \"{_name}\" of {desk.Here} as {EditDesk.Show(theirs)}"
            + (isNeeded ? ", required, " : ", ") + "as in the registered schema.",
            patches);
    }

    private void Leave(string reason)
    {
        var patches = new List<TextPatch> { desk.Drop("properties", _name) };
        if (NotRequiring() is { } patch)
            patches.Add(patch);
        desk.Propose($"Leave the property \"{_name}\" out of {desk.Here}: {reason}.", patches);
    }

    private void AllowOthers()
    {
        if (desk.Mine.Schema["additionalProperties"] is not null)
        {
            desk.Propose(
                $"Drop \"additionalProperties\" in {desk.Here}, so that \"{_name}\" may still be there.",
                desk.Drop("additionalProperties"));
        }
    }

    private void CloseObject() => desk.Propose(
        $"Write \"additionalProperties\": false in {desk.Here}, so that no data can have \"{_name}\".",
        desk.Put(SchemaValue.Literal(SchemaValueKind.False, 0), "additionalProperties"));

    private void AllowAnyValue()
    {
        var patches = new List<TextPatch> { desk.Put(AnyValue, "properties", _name) };
        if (NotRequiring() is { } patch)
            patches.Add(patch);
        desk.Propose($"Let the property \"{_name}\" of {desk.Here} have any value, by the schema {{}}.", patches);
    }

    private void TakeExtra()
    {
        if (FindExtra(desk.Theirs.Schema) is not { } extra)
            return;
        desk.Propose(
            $"Declare the property \"{_name}\" of {desk.Here} as {EditDesk.Show(extra)}, "
            + "which is what the registered schema allows there.",
            desk.Put(extra, "properties", _name));
    }

    private SchemaValue? Mine => desk.Mine.Schema["properties"]?[_name];

    private SchemaValue? FindExtra(SchemaValue schema)
    {
        foreach (var member in schema["patternProperties"]?.Members ?? [])
        {
            if (SchemaPattern.Create(member.Key, out _) is { MayTimeOut: false } pattern && pattern.IsMatch(_name))
                return member.Value;
        }

        return schema["additionalProperties"] ?? schema["unevaluatedProperties"];
    }
}
