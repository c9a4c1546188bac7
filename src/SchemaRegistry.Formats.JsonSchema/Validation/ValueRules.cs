using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// One <c>enum</c> or <c>const</c>: strings by table, everything else one by one.
/// </summary>
internal sealed class ValueRules
{
    private readonly string _keyword;
    private readonly NameTable? _strings;
    private readonly TapeValue[] _others;

    private ValueRules(string keyword, IReadOnlyList<SchemaValue> values, ValueRules? next)
    {
        _keyword = keyword;
        Next = next;
        string[] strings = [.. values.Where(value => value.IsString).Select(value => value.Text).Distinct()];
        _strings = strings.Length > 0 ? new NameTable(strings) : null;
        _others = [.. values.Where(value => !value.IsString).Select(value => new TapeValue(value))];
    }

    /// <summary>The other keyword, when a schema has both.</summary>
    public ValueRules? Next { get; }

    public static ValueRules OfEnum(SchemaValue list) => new("enum", list.Items, null);

    public static ValueRules OfConst(SchemaValue value, ValueRules? next) => new("const", [value], next);

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row)
    {
        var isListed = run.Tape.Rows[row].Type == TypeMask.String
            ? _strings is not null && _strings.Find(run.StringAt(row)) >= 0
            : IsAmongOthers(ref run, row);
        return isListed || run.Fail(node, _keyword, row);
    }

    private bool IsAmongOthers(scoped ref Evaluation run, int row)
    {
        foreach (var other in _others)
        {
            if (run.IsEqual(row, other))
                return true;
        }

        return false;
    }
}
