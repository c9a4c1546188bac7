namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>
/// Equality of JSON values as the specification means it: numbers by value (1 equals 1.0), strings by characters,
/// objects without regard to order. Each look at a pair costs one of the work that is left.
/// </summary>
internal ref struct TapeEquality(Scratch scratch, ref long workLeft)
{
    private readonly ref long _workLeft = ref workLeft;

    public readonly bool AreEqual(Tape left, int leftRow, Tape right, int rightRow)
    {
        WorkBudget.Spend(ref _workLeft, 1);
        ref readonly var a = ref left.Rows[leftRow];
        ref readonly var b = ref right.Rows[rightRow];

        // An integer and a number with a point may be equal.
        if (((a.Type ^ b.Type) & ~TypeMask.Integer) != 0)
            return false;
        return (a.Type & ~TypeMask.Integer) switch
        {
            TypeMask.Number => AreNumbersEqual(left.Raw(leftRow), right.Raw(rightRow)),
            TypeMask.String => AreStringsEqual(left, leftRow, right, rightRow),
            TypeMask.Array => a.Length == b.Length && AreItemsEqual(left, leftRow, right, rightRow),
            TypeMask.Object => a.Length == b.Length && AreMembersEqual(left, leftRow, right, rightRow),
            TypeMask.Boolean => a.Flag == b.Flag,
            _ => true,
        };
    }

    private static bool AreNumbersEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right) || NumberText.Compare(NumberText.Read(left), NumberText.Read(right)) == 0;

    private readonly bool AreStringsEqual(Tape left, int leftRow, Tape right, int rightRow) =>
        left.String(leftRow, ref scratch.FirstText).SequenceEqual(right.String(rightRow, ref scratch.SecondText));

    private readonly bool AreItemsEqual(Tape left, int leftRow, Tape right, int rightRow)
    {
        var end = left.Rows[leftRow].Next;
        var other = rightRow + 1;
        for (var item = leftRow + 1; item < end; item = left.Rows[item].Next)
        {
            if (!AreEqual(left, item, right, other))
                return false;
            other = right.Rows[other].Next;
        }

        return true;
    }

    private readonly bool AreMembersEqual(Tape left, int leftRow, Tape right, int rightRow)
    {
        var end = left.Rows[leftRow].Next;
        var guess = rightRow + 1;
        for (var name = leftRow + 1; name < end; name = left.Rows[name].Next)
        {
            // Mostly the members stand in the same order.
            if (guess >= right.Rows[rightRow].Next || !AreStringsEqual(left, name, right, guess))
                guess = FindMember(left, name, right, rightRow);
            if (guess < 0 || !AreEqual(left, name + 1, right, guess + 1))
                return false;
            guess = right.Rows[guess].Next;
        }

        return true;
    }

    private readonly int FindMember(Tape left, int name, Tape right, int owner)
    {
        for (var other = owner + 1; other < right.Rows[owner].Next; other = right.Rows[other].Next)
        {
            WorkBudget.Spend(ref _workLeft, 1);
            if (AreStringsEqual(left, name, right, other))
                return other;
        }

        return -1;
    }
}
