namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>The keywords of arrays.</summary>
internal sealed class ArrayRules
{
    public int MinItems;
    public int MaxItems = int.MaxValue;
    public bool AreUnique;
    public SchemaNode[] Prefix = [];

    /// <summary>For the items behind the prefix; null when the schema says nothing of them.</summary>
    public SchemaNode? Rest;

    public SchemaNode? Contains;
    public int MinContains = 1;
    public int MaxContains = int.MaxValue;

    /// <summary>Since 2020-12 an item that <c>contains</c> accepts is evaluated.</summary>
    public bool ContainsMarks;

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var count = run.Tape.Rows[row].Length;
        var isValid = true;
        if (count < MinItems)
            isValid = run.Fail(node, "minItems", row);
        if (count > MaxItems)
            isValid = run.Fail(node, "maxItems", row);
        if ((isValid || run.IsCollecting) && (Prefix.Length > 0 || Rest is not null))
            isValid &= CheckItems(ref run, row, marks);
        if ((isValid || run.IsCollecting) && Contains is not null)
            isValid &= CheckContains(ref run, node, row, marks);
        if ((isValid || run.IsCollecting) && AreUnique && count > 1)
            isValid &= UniqueItems.Check(ref run, row, count) || run.Fail(node, "uniqueItems", row);
        return isValid;
    }

    private bool CheckItems(scoped ref Evaluation run, int row, int marks)
    {
        var isValid = true;
        var end = run.Tape.Rows[row].Next;
        var index = 0;
        for (var item = row + 1; item < end; item = run.Tape.Rows[item].Next, index++)
        {
            var node = index < Prefix.Length ? Prefix[index] : Rest;
            if (node is null)
                break;
            if (marks >= 0)
                run.Mark(marks, index);
            if (run.Evaluate(node, item, Evaluation.NoMarks))
                continue;
            isValid = false;
            if (!run.IsCollecting)
                return false;
        }

        return isValid;
    }

    private bool CheckContains(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var found = 0;
        var index = 0;
        var end = run.Tape.Rows[row].Next;
        var marksFound = ContainsMarks && marks >= 0;
        for (var item = row + 1; item < end; item = run.Tape.Rows[item].Next, index++)
        {
            if (!run.IsAccepted(Contains!, item, Evaluation.NoMarks))
                continue;
            found++;
            if (marksFound)
                run.Mark(marks, index);
            else if (found >= MinContains && MaxContains == int.MaxValue)
                break;
        }

        if (found < MinContains)
            return run.Fail(node, MinContains == 1 ? "contains" : "minContains", row);
        return found <= MaxContains || run.Fail(node, "maxContains", row);
    }
}
