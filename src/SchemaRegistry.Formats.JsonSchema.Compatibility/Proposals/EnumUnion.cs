using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>
/// A list of the edited schema that goes together with the registered one's: a reader's gets what it lacks, a writer's
/// loses what is too much.
/// </summary>
internal sealed record EnumUnion(SchemaValue Values, string Suggestion)
{
    public static EnumUnion? Of(EditDesk desk)
    {
        if (desk.Mine.Schema["enum"] is not { IsArray: true } mine
            || desk.Theirs.Schema["enum"] is not { IsArray: true } theirs)
            return null;
        var (inMine, inTheirs) = (Texts(mine), Texts(theirs));
        if (desk.EditsReader)
        {
            SchemaValue[] missing = [.. theirs.Items.Where(item => !inMine.Contains(JsonText.Print(item)))];
            return missing.Length == 0
                ? null
                : new EnumUnion(
                    SchemaValue.Array([.. mine.Items, .. missing], 0),
                    $"Allow {Show(missing)} in \"enum\" of {desk.Here}: it may have been written.");
        }

        SchemaValue[] kept = [.. mine.Items.Where(item => inTheirs.Contains(JsonText.Print(item)))];
        SchemaValue[] unknown = [.. mine.Items.Where(item => !inTheirs.Contains(JsonText.Print(item)))];
        return kept.Length == 0 || unknown.Length == 0
            ? null
            : new EnumUnion(
                SchemaValue.Array(kept, 0),
                $"Take {Show(unknown)} out of \"enum\" of {desk.Here}: readers do not know it.");
    }

    private static HashSet<string> Texts(SchemaValue list) =>
        new(list.Items.Select(JsonText.Print), StringComparer.Ordinal);

    private static string Show(SchemaValue[] values) =>
        EditDesk.Show(values is [var only] ? only : SchemaValue.Array(values, 0));
}
