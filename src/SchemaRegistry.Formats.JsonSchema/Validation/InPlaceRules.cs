using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>The schemas that judge the same value as the schema that they stand in.</summary>
internal sealed class InPlaceRules
{
    /// <summary>Targets of references and members of <c>allOf</c>.</summary>
    public SchemaNode[] All = [];
    public DynamicReference[] Dynamic = [];
    public SchemaNode[]? AnyOf;
    public SchemaNode[]? OneOf;
    public SchemaNode? Not;
    public SchemaNode? If;
    public SchemaNode? Then;
    public SchemaNode? Else;
    public SchemaNode? UnevaluatedProperties;
    public SchemaNode? UnevaluatedItems;

    public bool HasUnevaluated => UnevaluatedProperties is not null || UnevaluatedItems is not null;

    /// <summary>Nothing else than one schema that has to accept.</summary>
    public bool IsOneReference =>
        All.Length == 1 && Dynamic.Length == 0 && (AnyOf ?? OneOf) is null && (Not ?? If) is null && !HasUnevaluated;

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var isValid = true;
        foreach (var part in All)
        {
            isValid &= run.Evaluate(part, row, marks);
            if (!isValid && !run.IsCollecting)
                return false;
        }

        foreach (var reference in Dynamic)
            isValid &= run.Evaluate(reference.Resolve(run.DynamicScope), row, marks);
        if ((isValid || run.IsCollecting) && AnyOf is not null)
            isValid &= CheckAnyOf(ref run, node, row, marks);
        if ((isValid || run.IsCollecting) && OneOf is not null)
            isValid &= CheckOneOf(ref run, node, row, marks);
        if ((isValid || run.IsCollecting) && Not is not null && run.IsAccepted(Not, row, Evaluation.NoMarks))
            isValid = run.Fail(node, "not", row);
        if ((isValid || run.IsCollecting) && If is not null)
            isValid &= CheckIf(ref run, row, marks);
        return isValid;
    }

    /// <summary>
    /// All other keywords note what they look at in a region of this schema's own: a neighbour's notes do not count.
    /// </summary>
    public bool CheckWithUnevaluated(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var type = run.Tape.Rows[row].Type;
        var rest = type == TypeMask.Object ? UnevaluatedProperties
            : type == TypeMask.Array ? UnevaluatedItems
            : null;
        if (rest is null)
            return run.EvaluateParts(node, row, marks);

        var count = run.Tape.Rows[row].Length;
        var own = run.Reserve(count);
        var isValid = run.EvaluateParts(node, row, own);
        if (isValid || run.IsCollecting)
            isValid &= CheckRest(ref run, rest, row, own);
        if (marks >= 0)
            run.MarkAll(marks, count);
        run.Release(own);
        return isValid;
    }

    private static bool CheckRest(scoped ref Evaluation run, SchemaNode rest, int row, int marks)
    {
        var isValid = true;
        var isObject = run.Tape.Rows[row].Type == TypeMask.Object;
        var end = run.Tape.Rows[row].Next;
        var index = 0;
        for (var child = row + 1; child < end; child = run.Tape.Rows[child].Next, index++)
        {
            if (run.IsMarked(marks, index))
                continue;
            isValid &= run.Evaluate(rest, isObject ? child + 1 : child, Evaluation.NoMarks);
            if (!isValid && !run.IsCollecting)
                return false;
        }

        return isValid;
    }

    private bool CheckAnyOf(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var isValid = false;
        foreach (var branch in AnyOf!)
        {
            isValid |= TryBranch(ref run, branch, row, marks);

            // Where marks count, every branch that accepts adds its own.
            if (isValid && marks < 0)
                return true;
        }

        return isValid || FailBranches(ref run, node, "anyOf", AnyOf, row);
    }

    private bool CheckOneOf(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var accepted = 0;
        foreach (var branch in OneOf!)
        {
            if (TryBranch(ref run, branch, row, marks) && ++accepted > 1)
                return run.Fail(node, "oneOf", row, "more than one");
        }

        return accepted == 1 || FailBranches(ref run, node, "oneOf", OneOf, row);
    }

    private bool CheckIf(scoped ref Evaluation run, int row, int marks)
    {
        var branch = TryBranch(ref run, If!, row, marks) ? Then : Else;
        return branch is null || run.Evaluate(branch, row, marks);
    }

    /// <summary>A branch that refuses the value leaves no marks.</summary>
    private static bool TryBranch(scoped ref Evaluation run, SchemaNode branch, int row, int marks)
    {
        if (marks < 0)
            return run.IsAccepted(branch, row, Evaluation.NoMarks);
        var count = run.Tape.Rows[row].Length;
        var own = run.Reserve(count);
        var isAccepted = run.IsAccepted(branch, row, own);
        if (isAccepted)
            run.Merge(own, marks, count);
        run.Release(own);
        return isAccepted;
    }

    /// <summary>When only one branch is meant for values of this type, its own errors say most.</summary>
    private static bool FailBranches(
        scoped ref Evaluation run, SchemaNode node, string keyword, SchemaNode[] branches, int row)
    {
        run.Fail(node, keyword, row);
        if (!run.IsCollecting)
            return false;
        SchemaNode? meant = null;
        foreach (var branch in branches)
        {
            if ((branch.Types & run.Tape.Rows[row].Type) == 0)
                continue;
            if (meant is not null)
                return false;
            meant = branch;
        }

        return meant is not null && run.Evaluate(meant, row, Evaluation.NoMarks) && false;
    }
}
